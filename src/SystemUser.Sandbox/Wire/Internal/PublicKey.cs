using System.Security.Cryptography;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>The public half of an RSA key, as a client registers it.</summary>
/// <param name="KeyId">The key id (<c>kid</c>).</param>
/// <param name="Parameters">Modulus and exponent.</param>
internal sealed record PublicKey(string KeyId, RSAParameters Parameters)
{
    /// <summary>Gets when the key expires; <see langword="null"/> if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
