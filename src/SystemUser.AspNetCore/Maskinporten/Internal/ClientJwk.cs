using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads a private RSA key from a JWK (RFC 7517), as JSON or as base64 of it.</summary>
internal static class ClientJwk
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static bool TryRead(
        string text,
        string? keyId,
        string setting,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        key = null;
        try
        {
            using var document = JsonDocument.Parse(ToJson(text), s_strict);
            fault = Check(document.RootElement, setting);
            if (fault is null)
            {
                fault = TryImport(document.RootElement, keyId, setting, out key);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second: an escape that is half a character.
            fault =
                KeyMaterial.DescribeOther(text) is { } kind ? $"'{setting}' holds {kind}."
                : IsCut(ToJson(text))
                    ? $"'{setting}' begins as a JWK and is no whole one: a line break may have cut it. Paste it in one line; in base64, as base64 -w 0 writes it."
                : $"'{setting}' is neither a JWK in JSON nor base64 of one. Paste the whole private JWK.";
        }

        return key is not null;
    }

    private static byte[] ToJson(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.StartsWith('{'))
        {
            return Encoding.UTF8.GetBytes(trimmed.ToArray());
        }

        var oneLine = string.Concat(trimmed.ToString().Where(character => !char.IsWhiteSpace(character)));
        var standard = oneLine.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var decoded = new byte[standard.Length];
        return Convert.TryFromBase64String(
            standard.PadRight((standard.Length + 3) / 4 * 4, '='),
            decoded,
            out var length
        )
            ? decoded[..length]
            : [];
    }

    private static bool IsCut(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json).TrimEnd();
        return text.StartsWith('{') && !text.EndsWith('}');
    }

    private static string? Check(JsonElement jwk, string setting)
    {
        if (jwk.ValueKind == JsonValueKind.Object && jwk.TryGetProperty("keys", out _))
        {
            return $"'{setting}' holds {KeyMaterial.Describe(jwk.GetRawText()) ?? "a set of keys (JWKS). Paste one private JWK"}.";
        }

        if (jwk.ValueKind != JsonValueKind.Object || Text(jwk, "kty") != "RSA")
        {
            return $"'{setting}' is not an RSA key (kty \"RSA\"). Make an RSA key of at least {ClientKeySource.MinimumBits} bits and register it at Maskinporten.";
        }

        if (Text(jwk, "d") is null)
        {
            return $"'{setting}' holds a public key only. Paste the private JWK, with 'd', 'p', 'q', 'dp', 'dq' and 'qi'.";
        }

        if (!IsAbsentOr(jwk, "use", "sig"))
        {
            return $"'{setting}' holds a key that is not for signing. Use one with 'use' absent or \"sig\".";
        }

        return IsAbsentOr(jwk, "alg", "RS256", "RS384", "RS512")
            ? null
            : $"'{setting}' names an algorithm that Maskinporten does not take. Use 'alg' RS256, RS384 or RS512, or leave it out.";
    }

    private static string? TryImport(JsonElement jwk, string? keyId, string setting, out ClientKey? key)
    {
        key = null;
        if (keyId is null && string.IsNullOrWhiteSpace(keyId = Text(jwk, "kid")))
        {
            return $"'{setting}' has no 'kid'. Add it, or set the key 'KeyId' beside it to the id under which the key is registered at Maskinporten.";
        }

        var rsa = RSA.Create();
        try
        {
            var modulus = Number(jwk, "n");
            var half = (modulus.Length + 1) / 2;
            rsa.ImportParameters(
                new RSAParameters
                {
                    Modulus = modulus,
                    Exponent = Number(jwk, "e"),
                    D = Number(jwk, "d", modulus.Length),
                    P = Number(jwk, "p", half),
                    Q = Number(jwk, "q", half),
                    DP = Number(jwk, "dp", half),
                    DQ = Number(jwk, "dq", half),
                    InverseQ = Number(jwk, "qi", half),
                }
            );
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return $"'{setting}' is not a whole RSA private key: 'n', 'e', 'd', 'p', 'q', 'dp', 'dq' and 'qi' must be there and belong together. Export the key again.";
        }

        var fault = ClientKeySource.FindWeakness(rsa, setting);
        key = fault is null ? new ClientKey(rsa, Text(jwk, "alg") ?? "RS256", keyId) : null;
        return fault;
    }

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private static bool IsAbsentOr(JsonElement jwk, string name, params ReadOnlySpan<string> values) =>
        !jwk.TryGetProperty(name, out var member)
        || member.ValueKind == JsonValueKind.Null
        || (member.ValueKind == JsonValueKind.String && values.Contains(member.GetString()));

    /// <summary>Some writers leave out leading zeros, which the import demands. None of the numbers is zero, and not every import withstands one that is.</summary>
    private static byte[] Number(JsonElement jwk, string name, int length = 0)
    {
        var number = Base64Url
            .DecodeFromChars(Text(jwk, name) ?? throw new FormatException())
            .AsSpan()
            .TrimStart((byte)0);
        if (number.IsEmpty)
        {
            throw new FormatException();
        }

        var padded = new byte[Math.Max(number.Length, length)];
        number.CopyTo(padded.AsSpan(padded.Length - number.Length));
        return padded;
    }
}
