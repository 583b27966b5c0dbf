using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Names what was pasted where a private key belongs, so that the fault says what to do with it.</summary>
internal static class KeyMaterial
{
    private const string PrivateJwk = "Set it as 'PrivateJwk'";
    private const string PrivateKeyPem = "Set it as 'PrivateKeyPem'";
    private const string Take = "Take the private key that was made with it";

    private static readonly JsonDocumentOptions s_shallow = new() { MaxDepth = 16 };

    /// <summary>Says what a text is, and the way out; <see langword="null"/> if it is nothing known.</summary>
    public static string? Describe(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith('{') ? DescribeJson(trimmed)
            : FromBase64(trimmed) is [(byte)'{', ..] json ? DescribeJson(Encoding.UTF8.GetString(json))
            : DescribeOther(trimmed);
    }

    /// <summary>Says what a text is that is no JSON, and the way out; <see langword="null"/> if it is nothing known.</summary>
    public static string? DescribeOther(string text)
    {
        var trimmed = text.Trim();
        return PemLabel(trimmed) is { } label ? DescribePem(label)
            : IsDer(FromBase64(trimmed))
                ? "a key or a certificate in base64 without the lines of PEM around it. Add them, or export it again in PEM"
            : IsFile(trimmed)
                ? "the path of a file. Set it as 'PrivateKeyPath', or as 'CertificatePath' if it is a certificate"
            : null;
    }

    /// <summary>Says what the bytes of a file are, and the way out; <see langword="null"/> if they are nothing known.</summary>
    public static string? Describe(byte[] file) =>
        IsDer(file)
            ? "a key or a certificate in binary (DER, PKCS#12). Set a certificate with its private key as 'CertificatePath'; export a key alone in PEM"
            : Describe(TextOf(file));

    /// <summary>Gets the text of a file, whichever mark its encoding has.</summary>
    public static string TextOf(byte[] file)
    {
        using var reader = new StreamReader(new MemoryStream(file));
        return reader.ReadToEnd();
    }

    /// <summary>Gets the label of the first PEM block.</summary>
    public static string? PemLabel(string text) =>
        PemEncoding.TryFind(text, out var fields) ? text[fields.Label]
        : text.StartsWith("-----BEGIN ", StringComparison.Ordinal)
        && text.IndexOf("-----", 11, StringComparison.Ordinal) is > 0 and var end
            ? text[11..end]
        : null;

    private static string? DescribeJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, s_shallow);
            var json = document.RootElement;
            return json.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? keys.EnumerateArray().Any(HasPrivatePart)
                    ? "a set of keys (JWKS). Take the one JWK out of its 'keys', and set it as 'PrivateJwk'"
                    : $"a set of public keys (JWKS), as Maskinporten keeps it. {Take}"
                : !json.TryGetProperty("kty", out _)
                    ? null
                    : HasPrivatePart(json)
                        ? $"a private JWK. {PrivateJwk}"
                        : $"a public JWK. {Take}";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // the second: an escape that is half a character
        }
    }

    private static string? DescribePem(string label) =>
        label switch
        {
            "PRIVATE KEY" or "RSA PRIVATE KEY" => $"a private key in PEM. {PrivateKeyPem}",
            "ENCRYPTED PRIVATE KEY" =>
                "an encrypted private key in PEM. Decrypt it: openssl pkcs8 -in key.pem -out plain.pem",
            "PUBLIC KEY" or "RSA PUBLIC KEY" => $"a public key in PEM. {Take}",
            "CERTIFICATE" =>
                $"a certificate in PEM, which holds a public key alone. {Take}, or set a PKCS#12 file as 'CertificatePath'",
            "CERTIFICATE REQUEST" => $"a request for a certificate. {Take}",
            "EC PRIVATE KEY" =>
                "an elliptic-curve key, and Maskinporten takes RSA. Make an RSA key of at least 2048 bits and register it",
            "OPENSSH PRIVATE KEY" => "a key of OpenSSH. Convert it: ssh-keygen -p -m PEM -f key",
            _ => null,
        };

    private static byte[] FromBase64(string text)
    {
        var decoded = new byte[text.Length];
        return Convert.TryFromBase64String(text, decoded, out var length) ? decoded[..length] : [];
    }

    private static bool HasPrivatePart(JsonElement key) =>
        key.ValueKind == JsonValueKind.Object && key.TryGetProperty("d", out _);

    // A sequence of more than a few bytes.
    private static bool IsDer(ReadOnlySpan<byte> bytes) => bytes is [0x30, 0x82, ..] or [0x30, 0x80, ..];

    private static bool IsFile(string text) => text.Length < 1024 && File.Exists(text);
}
