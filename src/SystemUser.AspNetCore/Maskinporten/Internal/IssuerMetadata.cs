using System.Collections.Frozen;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>An issuer's metadata and keys as last fetched and trusted.</summary>
/// <param name="Issuer">The issuer, equal to the configured one.</param>
/// <param name="TokenEndpoint">Where grants are sent; <see langword="null"/> for an issuer that is asked for none.</param>
/// <param name="Configuration">The same for the JwtBearer handler, with the signing keys.</param>
internal sealed record IssuerMetadata(string Issuer, Uri? TokenEndpoint, OpenIdConnectConfiguration Configuration)
{
    /// <summary>Gets the signing keys by id.</summary>
    public FrozenDictionary<string, VerificationKey> Keys { get; init; } =
        FrozenDictionary<string, VerificationKey>.Empty;
}
