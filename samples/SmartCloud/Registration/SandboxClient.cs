using SmartCloud.Keys;

namespace SmartCloud.Registration;

/// <summary>A client as the sandbox's Maskinporten registers it.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="OrgNo">The organization that owns it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scopes">The scopes that it may ask for.</param>
/// <param name="Jwks">Its public keys.</param>
internal sealed record SandboxClient(
    string ClientId,
    string OrgNo,
    string Name,
    IReadOnlyList<string> Scopes,
    PublicJwkSet Jwks
);
