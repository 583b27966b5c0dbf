using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>Reads the public RSA keys that clients register (RFC 7517, RFC 7518 section 6.3).</summary>
internal static class Jwk
{
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 16384 / 8;

    /// <summary>Reads a key; one that Maskinporten could not verify with is a problem.</summary>
    public static Result<PublicKey> Read(JsonElement jwk)
    {
        if (
            jwk.ValueKind != JsonValueKind.Object
            || !JsonStrings.AreReadable(jwk)
            || JwtClaims.Text(jwk, "kid") is not { Length: > 0 and <= 256 } keyId
        )
        {
            return MaskinportenProblems.KeyInvalid.With("A key is a JSON object with a kid of 1 to 256 characters.");
        }

        if (jwk.TryGetProperty("d", out _))
        {
            return MaskinportenProblems.KeyInvalid.With(
                $"The key {keyId} holds its private half. Register the public half alone, and take the pair as known to others."
            );
        }

        if (JwtClaims.Text(jwk, "kty") != "RSA" || !IsAbsentOr(jwk, "use", "sig"))
        {
            return MaskinportenProblems.KeyInvalid.With($"The key {keyId} must have kty RSA, and use sig or none.");
        }

        if (!IsAbsentOr(jwk, "alg", "RS256", "RS384", "RS512"))
        {
            return MaskinportenProblems.KeyInvalid.With($"The alg of the key {keyId} must be RS256, RS384 or RS512.");
        }

        if (
            Number(jwk, "n") is not { Length: >= ShortestModulus and <= LongestModulus } modulus
            || Number(jwk, "e") is not { Length: > 0 and <= 8 } exponent
            || !CanVerify(new RSAParameters { Modulus = modulus, Exponent = exponent })
        )
        {
            return MaskinportenProblems.KeyInvalid.With($"The key {keyId} is no RSA key of at least 2048 bits.");
        }

        return new PublicKey(keyId, new RSAParameters { Modulus = modulus, Exponent = exponent })
        {
            ExpiresAt = JwtClaims.Time(jwk, "exp"),
        };
    }

    private static bool IsAbsentOr(JsonElement jwk, string name, params ReadOnlySpan<string> values) =>
        !jwk.TryGetProperty(name, out _) || (JwtClaims.Text(jwk, name) is { } value && values.Contains(value));

    private static byte[]? Number(JsonElement jwk, string name)
    {
        try
        {
            return JwtClaims.Text(jwk, name) is { } text
                ? Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0).ToArray()
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Checked now, so that no assertion meets a key that the cryptography refuses.
    private static bool CanVerify(in RSAParameters key)
    {
        if ((key.Exponent![^1] & 1) == 0 || key.Exponent is [1])
        {
            return false;
        }

        try
        {
            using var rsa = RSA.Create(key);
            rsa.VerifyHash(
                new byte[32],
                new byte[key.Modulus!.Length],
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
