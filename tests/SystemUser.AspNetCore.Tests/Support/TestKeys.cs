using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>RSA keys made once for all tests, and their JWKs.</summary>
internal static class TestKeys
{
    private static readonly Lazy<RSA> s_first = new(() => RSA.Create(2048));
    private static readonly Lazy<RSA> s_second = new(() => RSA.Create(2048));

    public static RSA First => s_first.Value;

    public static RSA Second => s_second.Value;

    public static string PrivateJwk(RSA rsa, string? keyId = "key-1", Action<JsonObject>? change = null)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Encode(parameters.Modulus),
            ["e"] = Encode(parameters.Exponent),
            ["d"] = Encode(parameters.D),
            ["p"] = Encode(parameters.P),
            ["q"] = Encode(parameters.Q),
            ["dp"] = Encode(parameters.DP),
            ["dq"] = Encode(parameters.DQ),
            ["qi"] = Encode(parameters.InverseQ),
        };
        if (keyId is not null)
        {
            jwk["kid"] = keyId;
        }

        change?.Invoke(jwk);
        return jwk.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string Encode(byte[]? bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes!);
}
