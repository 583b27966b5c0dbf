using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace SmartCloud.Keys;

/// <summary>The private key of a Maskinporten client.</summary>
internal sealed class ClientKey
{
    /// <summary>Takes a copy of a key.</summary>
    /// <param name="rsa">The key.</param>
    public ClientKey(RSA rsa)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var n = Base64Url.EncodeToString(parameters.Modulus);
        var e = Base64Url.EncodeToString(parameters.Exponent);
        PublicJwk = new("RSA", "sig", "RS256", Thumbprint(n, e), n, e);
        PrivateJwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(
            new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = PublicJwk.Kid }
        );
    }

    /// <summary>Gets the public half; its key id is the thumbprint (RFC 7638), so that equal ids mean equal keys.</summary>
    public PublicJwk PublicJwk { get; }

    /// <summary>Gets the key with its private half.</summary>
    public JsonWebKey PrivateJwk { get; }

    private static string Thumbprint(string n, string e) =>
        Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}"""))
        );
}

/// <summary>A public RSA key as Maskinporten takes it (RFC 7517).</summary>
/// <param name="Kty">The key type, <c>RSA</c>.</param>
/// <param name="Use">What it is for, <c>sig</c>.</param>
/// <param name="Alg">The algorithm, <c>RS256</c>.</param>
/// <param name="Kid">The key id.</param>
/// <param name="N">The modulus.</param>
/// <param name="E">The exponent.</param>
internal sealed record PublicJwk(string Kty, string Use, string Alg, string Kid, string N, string E);

/// <summary>A set of public keys (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys.</param>
internal sealed record PublicJwkSet(IReadOnlyList<PublicJwk> Keys);
