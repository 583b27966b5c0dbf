namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>What the one strict reading of a verified token's payload found.</summary>
/// <param name="Issuer">The token's issuer.</param>
/// <param name="Caller">Who the token was issued to.</param>
/// <param name="SystemUser">The system user, if there is exactly one and it is well formed.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record MaskinportenReading(
    string Issuer,
    MaskinportenCaller Caller,
    AltinnSystemUser? SystemUser,
    SystemUserFault Fault
)
{
    /// <summary>Gets when the token begins to hold, if it says so.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Gets the audiences that the token is restricted to.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];
}
