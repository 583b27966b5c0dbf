using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Maskinporten.Internal;

/// <summary>Makes Maskinporten sign with a new key, so that an API can show that it copes.</summary>
internal static class KeyRotationEndpoint
{
    public const string Path = "/sandbox/maskinporten/keys/rotate";

    public static void MapKeyRotation(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, Post);

    /// <summary>
    /// Rotates. The keys before stay published, unless <c>?withdrawOld=true</c>: then what they signed is worth nothing
    /// from now on.
    /// </summary>
    private static IResult Post(HttpRequest request, WireKeys keys)
    {
        var before = keys.Maskinporten.Published;
        var current = keys.Maskinporten.Rotate();
        if (request.Query["withdrawOld"] is ["true"])
        {
            foreach (var key in before)
            {
                keys.Maskinporten.Withdraw(key);
            }
        }

        return Answers.Ok(
            new JsonObject
            {
                ["kid"] = current.KeyId,
                ["published"] = new JsonArray([
                    .. keys.Maskinporten.Published.Select(key => JsonValue.Create(key.KeyId)),
                ]),
            }
        );
    }
}
