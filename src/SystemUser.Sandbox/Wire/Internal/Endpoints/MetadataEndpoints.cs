using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Publishes who signs, and with which keys: Maskinporten's documents and Altinn's.</summary>
internal sealed class MetadataEndpoints(WireAddress address, WireKeys keys)
{
    /// <summary>Answers Maskinporten's authorization-server metadata (RFC 8414).</summary>
    public IResult GetMaskinporten() =>
        Answers.Ok(
            new JsonObject
            {
                ["issuer"] = address.Issuer,
                ["token_endpoint"] = address.At(WireAddress.TokenPath),
                ["jwks_uri"] = address.At(WireAddress.JwksPath),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
                ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS256", "RS384", "RS512"),
                ["grant_types_supported"] = new JsonArray(TokenEndpoint.GrantType),
                ["authorization_details_types_supported"] = new JsonArray("urn:altinn:systemuser", ConsentDetail.Type),
            }
        );

    /// <summary>Answers Altinn's OpenID metadata.</summary>
    public IResult GetAltinn() =>
        Answers.Ok(
            new JsonObject
            {
                ["issuer"] = address.AltinnIssuer,
                ["jwks_uri"] = address.At(WireAddress.AltinnJwksPath),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["response_types_supported"] = new JsonArray("code"),
                ["subject_types_supported"] = new JsonArray("pairwise"),
            }
        );

    public IResult GetMaskinportenKeys() => Keys(keys.Maskinporten);

    public IResult GetAltinnKeys() => Keys(keys.Altinn);

    private static IResult Keys(SigningKeys published) =>
        Results.Text(
            $$"""{"keys":[{{string.Join(',', published.Published.Select(key => key.PublicJwk))}}]}""",
            Answers.Json
        );
}
