using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Tests.Wire;

/// <summary>Signs client assertions by hand, with none of the sandbox's own code.</summary>
internal static class Assertion
{
    public static string Sign(string privateJwk, string clientId, string audience, string scope)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = clientId,
            ["scope"] = scope,
            ["iat"] = now,
            ["exp"] = now + 30,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        using var rsa = Import(privateJwk);
        return Sign(rsa, claims, JsonElement.Parse(privateJwk).GetProperty("kid").GetString()!, "RS256");
    }

    public static string Sign(RSA rsa, JsonObject claims, string keyId, string algorithm)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = keyId };
        var signed = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        var padding = algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), hash, padding))}";
    }

    public static RSA Import(string jwk)
    {
        var members = JsonElement.Parse(jwk);
        return RSA.Create(
            new RSAParameters
            {
                Modulus = Number("n"),
                Exponent = Number("e"),
                D = Number("d"),
                P = Number("p"),
                Q = Number("q"),
                DP = Number("dp"),
                DQ = Number("dq"),
                InverseQ = Number("qi"),
            }
        );

        byte[]? Number(string name) =>
            members.TryGetProperty(name, out var value) ? Base64Url.DecodeFromChars(value.GetString()) : null;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
