using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>A compact JSON Web Token, taken apart. What it says counts only once its signature is verified.</summary>
internal sealed class Jwt
{
    private static readonly JsonDocumentOptions s_noDuplicates = new() { AllowDuplicateProperties = false };

    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private Jwt(JsonElement header, JsonElement payload, byte[] signed, byte[] signature)
    {
        Payload = payload;
        Algorithm = JwtClaims.Text(header, "alg");
        KeyId = JwtClaims.Text(header, "kid");
        CertificateChain = header.TryGetProperty("x5c", out var chain) ? chain : null;
        _signed = signed;
        _signature = signature;
    }

    public string? Algorithm { get; }

    public string? KeyId { get; }

    /// <summary>Gets the header <c>x5c</c>, if the key is named by a certificate.</summary>
    public JsonElement? CertificateChain { get; }

    public JsonElement Payload { get; }

    /// <summary>Takes a token apart.</summary>
    /// <returns>The token; <see langword="null"/> unless it has three parts, the first two JSON objects.</returns>
    public static Jwt? Parse(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]), s_noDuplicates);
            var payload = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]), s_noDuplicates);
            return IsReadableObject(header) && IsReadableObject(payload)
                ? new Jwt(
                    header,
                    payload,
                    Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                    Base64Url.DecodeFromChars(parts[2])
                )
                : null;
        }
        // Looking for duplicates, the parser throws InvalidOperationException at a name that is half a surrogate pair.
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Verifies the signature: RS256, RS384 or RS512, nothing else.</summary>
    public bool IsSignedBy(RSA key) =>
        Algorithm is "RS256" or "RS384" or "RS512"
        && key.VerifyData(_signed, _signature, JwtWriter.HashOf(Algorithm), RSASignaturePadding.Pkcs1);

    /// <summary>Gets what tells this token from all others.</summary>
    public string Hash() => Convert.ToHexString(SHA256.HashData(_signed));

    private static bool IsReadableObject(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && JsonStrings.AreReadable(value);
}
