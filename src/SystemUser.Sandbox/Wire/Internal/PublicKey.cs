using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The public half of an RSA key, as a client registers it.</summary>
/// <param name="KeyId">The key id (<c>kid</c>).</param>
/// <param name="Parameters">Modulus and exponent.</param>
internal sealed record PublicKey(string KeyId, RSAParameters Parameters)
{
    /// <summary>Gets when the key expires; <see langword="null"/> if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reads a JSON Web Key, public or private; what is private is left behind.</summary>
    /// <param name="json">The key as JSON, or base64 of it.</param>
    /// <returns>The key, or <see langword="null"/> if it is no RSA key with a key id.</returns>
    public static PublicKey? FromJwk(string json)
    {
        try
        {
            var jwk = JsonElement.Parse(json.TrimStart().StartsWith('{') ? json : Decode(json));
            return
                JwtClaims.Text(jwk, "kty") is "RSA"
                && JwtClaims.Text(jwk, "kid") is { Length: > 0 } keyId
                && JwtClaims.Text(jwk, "n") is { } modulus
                && JwtClaims.Text(jwk, "e") is { } exponent
                ? new PublicKey(
                    keyId,
                    new RSAParameters
                    {
                        Modulus = Base64Url.DecodeFromChars(modulus),
                        Exponent = Base64Url.DecodeFromChars(exponent),
                    }
                )
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Decode(string base64) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
