using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>An issuer's metadata and keys as last fetched and trusted.</summary>
/// <param name="Issuer">The issuer, equal to the configured one.</param>
/// <param name="TokenEndpoint">Where grants are sent; <see langword="null"/> for an issuer that is asked for none.</param>
/// <param name="Configuration">The same for the JwtBearer handler, with the signing keys.</param>
internal sealed record IssuerMetadata(string Issuer, Uri? TokenEndpoint, OpenIdConnectConfiguration Configuration)
{
    /// <summary>Gets the signing keys by id.</summary>
    public FrozenDictionary<string, VerificationKey> Keys { get; init; } =
        FrozenDictionary<string, VerificationKey>.Empty;
}

/// <summary>One of Maskinporten's public keys.</summary>
internal sealed class VerificationKey
{
    private readonly RSAParameters _parameters;

    // An RSA object promises nothing to threads that share it; each borrows one, and there are never more than threads.
    private readonly ConcurrentBag<RSA> _idle = [];

    /// <summary>Creates a key whose parameters have been checked.</summary>
    /// <param name="id">The key's <c>kid</c>.</param>
    /// <param name="parameters">Modulus and exponent.</param>
    /// <param name="cryptography">The factory of the key set: IdentityModel's own is one per process, and remembers verifiers by <c>kid</c>.</param>
    public VerificationKey(string id, RSAParameters parameters, CryptoProviderFactory cryptography)
    {
        Id = id;
        _parameters = parameters;
        SecurityKey = new RsaSecurityKey(parameters) { KeyId = id, CryptoProviderFactory = cryptography };
    }

    public string Id { get; }

    /// <summary>Gets the key as the JwtBearer handler takes it.</summary>
    public RsaSecurityKey SecurityKey { get; }

    public bool IsSameKey(RSAParameters other) =>
        _parameters.Modulus.AsSpan().SequenceEqual(other.Modulus)
        && _parameters.Exponent.AsSpan().SequenceEqual(other.Exponent);

    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature, HashAlgorithmName hash)
    {
        if (!_idle.TryTake(out var rsa))
        {
            rsa = RSA.Create(_parameters);
        }

        var verified = rsa.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return verified;
    }
}
