using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Signs compact JSON Web Tokens.</summary>
internal static class JwtWriter
{
    /// <summary>Signs claims with RS256, as Maskinporten and Altinn do.</summary>
    public static string Sign(JsonObject claims, SigningKey key) =>
        Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = key.KeyId }, claims.ToJsonString(), "RS256", key);

    /// <summary>Signs any text with any algorithm: hostile tokens are made with it too.</summary>
    public static string Sign(JsonObject header, string payload, string algorithm, SigningKey key)
    {
        var signed = $"{Encode(header.ToJsonString())}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed), algorithm, key))}";
    }

    public static HashAlgorithmName HashOf(string algorithm) =>
        algorithm[^3..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            "512" => HashAlgorithmName.SHA512,
            _ => throw new ArgumentException($"There is no hash for the algorithm '{algorithm}'.", nameof(algorithm)),
        };

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static byte[] Signature(byte[] signed, string algorithm, SigningKey key)
    {
        if (string.Equals(algorithm, "none", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var hash = HashOf(algorithm);
        switch (algorithm[..2])
        {
            case "RS":
                return key.Rsa.SignData(signed, hash, RSASignaturePadding.Pkcs1);
            case "PS":
                return key.Rsa.SignData(signed, hash, RSASignaturePadding.Pss);
            case "ES":
                using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return curve.SignData(signed, hash);
                }

            case "HS":
                // The classic confusion: the published key as the secret.
                return CryptographicOperations.HmacData(hash, Encoding.UTF8.GetBytes(key.PublicJwk), signed);
            default:
                throw new ArgumentException($"The algorithm '{algorithm}' cannot be signed with.", nameof(algorithm));
        }
    }
}
