using System.Text;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Publishes who signs, and with which keys: Maskinporten's documents and Altinn's.</summary>
internal sealed class MetadataEndpoints(WireAddress address, WireKeys keys)
{
    /// <summary>Answers Maskinporten's authorization-server metadata (RFC 8414).</summary>
    public Task GetMaskinportenAsync(HttpContext context) =>
        WireJson.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new JsonObject
            {
                ["issuer"] = address.Issuer,
                ["token_endpoint"] = address.At(WireAddress.TokenPath),
                ["jwks_uri"] = address.At(WireAddress.JwksPath),
                ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
                ["token_endpoint_auth_signing_alg_values_supported"] = new JsonArray("RS256", "RS384", "RS512"),
                ["grant_types_supported"] = new JsonArray(TokenEndpoint.GrantType),
                ["authorization_details_types_supported"] = new JsonArray("urn:altinn:systemuser"),
            },
            context.RequestAborted
        );

    /// <summary>Answers Altinn's OpenID metadata.</summary>
    public Task GetAltinnAsync(HttpContext context) =>
        WireJson.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new JsonObject
            {
                ["issuer"] = address.AltinnIssuer,
                ["jwks_uri"] = address.At(WireAddress.AltinnJwksPath),
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
                ["response_types_supported"] = new JsonArray("code"),
                ["subject_types_supported"] = new JsonArray("pairwise"),
            },
            context.RequestAborted
        );

    public Task GetMaskinportenKeysAsync(HttpContext context) => WriteKeysAsync(context, keys.Maskinporten);

    public Task GetAltinnKeysAsync(HttpContext context) => WriteKeysAsync(context, keys.Altinn);

    private static Task WriteKeysAsync(HttpContext context, SigningKeys published)
    {
        var body = new StringBuilder("{\"keys\":[")
            .AppendJoin(',', published.Published.Select(key => key.PublicJwk))
            .Append("]}");
        context.Response.ContentType = WireJson.ContentType;
        return context.Response.WriteAsync(body.ToString(), context.RequestAborted);
    }
}
