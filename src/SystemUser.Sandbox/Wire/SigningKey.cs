using System.Security.Cryptography;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire;

/// <summary>An RSA key pair with a key id: Maskinporten's, Altinn's or a client's.</summary>
public sealed class SigningKey
{
    internal SigningKey(string keyId, RSA rsa)
    {
        KeyId = keyId;
        Rsa = rsa;
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        PublicJwk = JsonWebKey.Write(keyId, parameters, includePrivate: false);
        PrivateJwk = JsonWebKey.Write(keyId, parameters, includePrivate: true);
    }

    /// <summary>Gets the key id (<c>kid</c>).</summary>
    public string KeyId { get; }

    /// <summary>Gets the public half as a JSON Web Key.</summary>
    public string PublicJwk { get; }

    /// <summary>Gets the whole pair as a JSON Web Key, as a Maskinporten client's configuration wants it.</summary>
    public string PrivateJwk { get; }

    /// <summary>Gets the pair, for signing and verifying.</summary>
    internal RSA Rsa { get; }

    /// <summary>Makes a new key pair.</summary>
    /// <param name="keyId">The key id. Defaults to a random one.</param>
    /// <param name="bits">The size of the key. Defaults to 2048.</param>
    /// <returns>The key pair.</returns>
    /// <exception cref="CryptographicException">There are no RSA keys of this size.</exception>
    public static SigningKey Create(string? keyId = null, int bits = 2048) =>
        new(keyId ?? NewKeyId(), RSA.Create(bits));

    internal static string NewKeyId() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
