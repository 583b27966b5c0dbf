using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmartCloud.Keys;

/// <summary>The private key of a Maskinporten client.</summary>
public sealed class ClientKey : IDisposable
{
    private readonly RSA _rsa;
    private readonly Lock _gate = new();

    /// <summary>Takes over a key.</summary>
    /// <param name="rsa">The key; disposed of with this.</param>
    public ClientKey(RSA rsa)
    {
        _rsa = rsa;
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var n = Base64Url.EncodeToString(parameters.Modulus);
        var e = Base64Url.EncodeToString(parameters.Exponent);
        PublicJwk = new("RSA", "sig", "RS256", Thumbprint(n, e), n, e);
    }

    /// <summary>Gets the public half; its key id is the thumbprint (RFC 7638), so that equal ids mean equal keys.</summary>
    public PublicJwk PublicJwk { get; }

    /// <summary>Signs with RS256.</summary>
    /// <param name="data">What is signed.</param>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        // RSA instances do not promise to be thread safe.
        lock (_gate)
        {
            return _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rsa.Dispose();

    private static string Thumbprint(string n, string e) =>
        Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}"""))
        );
}
