using System.Security.Claims;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Finds the one identity that speaks among those that several schemes may have merged into a principal.</summary>
internal static class MaskinportenIdentities
{
    /// <summary>Gets what the scheme <c>Maskinporten</c> read; <see langword="null"/> if it made no identity of this principal, or several.</summary>
    public static MaskinportenReading? Single(ClaimsPrincipal? principal) => Single(principal, out _);

    /// <inheritdoc cref="Single(ClaimsPrincipal?)"/>
    public static MaskinportenReading? Single(ClaimsPrincipal? principal, out bool several) =>
        Find(principal, out several)?.Reading;

    /// <summary>Gets the identity that the scheme <c>Maskinporten</c> made; <see langword="null"/> if there is none, or several.</summary>
    public static MaskinportenIdentity? Find(ClaimsPrincipal? principal, out bool several)
    {
        MaskinportenIdentity? found = null;
        several = false;
        foreach (var identity in principal?.Identities ?? [])
        {
            if (identity is MaskinportenIdentity maskinporten)
            {
                several |= found is not null;
                found = maskinporten;
            }
        }

        return several ? null : found;
    }
}
