using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Endpoints;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Maskinporten.Internal;

/// <summary>Makes Maskinporten sign with a new key, so that an API can show that it copes.</summary>
internal sealed class KeyRotationEndpoint(WireKeys keys)
{
    public const string Path = "/sandbox/maskinporten/keys/rotate";

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(Path, endpoints.ServiceProvider.GetRequiredService<KeyRotationEndpoint>().PostAsync);

    /// <summary>
    /// Rotates. The keys before stay published, unless <c>?withdrawOld=true</c>: then what they signed is worth nothing from now on.
    /// </summary>
    private Task PostAsync(HttpContext context)
    {
        var before = keys.Maskinporten.Published;
        var current = keys.Maskinporten.Rotate();
        if (context.Request.Query["withdrawOld"] is ["true"])
        {
            foreach (var key in before)
            {
                keys.Maskinporten.Withdraw(key);
            }
        }

        return WireJson.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new JsonObject
            {
                ["kid"] = current.KeyId,
                ["published"] = new JsonArray([
                    .. keys.Maskinporten.Published.Select(key => JsonValue.Create(key.KeyId)),
                ]),
            },
            context.RequestAborted
        );
    }
}
