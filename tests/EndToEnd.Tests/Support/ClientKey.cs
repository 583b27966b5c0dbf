using System.Buffers.Text;
using System.Security.Cryptography;

namespace EndToEnd.Tests.Support;

/// <summary>The key of a Maskinporten client.</summary>
public sealed class ClientKey(string keyId) : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string PublicJwk => PublicJwkOf(_rsa, keyId);

    public string PrivateJwk
    {
        get
        {
            var key = _rsa.ExportParameters(includePrivateParameters: true);
            return PublicJwk[..^1]
                + $$""","d":"{{Text(key.D)}}","p":"{{Text(key.P)}}","q":"{{Text(key.Q)}}","dp":"{{Text(key.DP)}}","dq":"{{Text(key.DQ)}}","qi":"{{Text(key.InverseQ)}}"}""";
        }
    }

    public static string PublicJwkOf(RSA rsa, string keyId)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{keyId}}","n":"{{Text(key.Modulus)}}","e":"{{Text(key.Exponent)}}"}""";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
