using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>A token of the provider's own, and when to leave it.</summary>
/// <param name="Value">The token.</param>
/// <param name="ClientId">The client that it was granted to.</param>
/// <param name="BaseAddress">The platform that accepts it.</param>
/// <param name="UsableUntil">Shortly before it expires.</param>
/// <param name="RenewAt">When to get the next one, in the background.</param>
internal sealed record OwnToken(
    string Value,
    string? ClientId,
    string BaseAddress,
    DateTimeOffset UsableUntil,
    DateTimeOffset RenewAt
)
{
    private static readonly TimeSpan s_longestMargin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestLead = TimeSpan.FromMinutes(2);

    /// <summary>Sets the times by the token's lifetime: short-lived tokens get shorter margins.</summary>
    public static OwnToken Create(
        string value,
        string? clientId,
        string baseAddress,
        DateTimeOffset now,
        DateTimeOffset expiresAt
    )
    {
        var lifetime = expiresAt - now;
        return new(
            value,
            clientId,
            baseAddress,
            expiresAt - Shorter(s_longestMargin, lifetime / 10),
            expiresAt - Shorter(s_longestLead, lifetime / 4)
        );
    }

    /// <summary>Tells whether it was got for the client and the platform that are configured now.</summary>
    public bool BelongsTo(SystemUserOptions options) =>
        BaseAddress == options.Altinn.BaseAddress && ClientId == options.Client.ClientId;

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
