using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Authentication.Internal;

/// <summary>A token whose signature is Maskinporten's and whose payload was read and found good.</summary>
/// <param name="Reading">What it says.</param>
/// <param name="Metadata">The keys it was verified with.</param>
/// <param name="Options">The options it was verified under.</param>
internal sealed record VerifiedToken(
    MaskinportenReading Reading,
    MaskinportenMetadata Metadata,
    SystemUserOptions Options
);
