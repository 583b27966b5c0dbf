using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The private key of the provider's own Maskinporten client: RSA, at least 2048 bits.</summary>
internal sealed class ClientKey : IClientAssertionSigner
{
    private readonly RSA _rsa;
    private readonly HashAlgorithmName _hash;

    public ClientKey(RSA rsa, string algorithm, string? keyId, IReadOnlyList<string>? certificates = null)
    {
        _rsa = rsa;
        _hash = algorithm switch
        {
            "RS512" => HashAlgorithmName.SHA512,
            "RS384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA256,
        };
        Algorithm = algorithm;
        KeyId = keyId ?? string.Empty;
        Certificates = keyId is null ? certificates : null;
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo()));
    }

    public string Algorithm { get; }

    /// <summary>Gets the id of the key; empty when <see cref="Certificates"/> stand in for it.</summary>
    public string KeyId { get; }

    /// <summary>Gets the certificates for the header <c>x5c</c>, if the key has no id: its own, and those that vouch for it.</summary>
    public IReadOnlyList<string>? Certificates { get; }

    /// <summary>Gets the hash of the public key, by which a new key is told from the one before.</summary>
    public string Thumbprint { get; }

    /// <summary>Loads the key that the options name.</summary>
    /// <param name="options">The section <c>Client</c>.</param>
    /// <param name="section">The section's full name, which the fault begins with: <c>SystemUser:Client</c>.</param>
    /// <param name="key">The key.</param>
    /// <param name="fault">What is wrong, with the configuration key and the way out; never the secret.</param>
    /// <param name="timeProvider">What tells whether a certificate is valid now. Defaults to the system's clock.</param>
    /// <returns>Whether there is a key that may be used.</returns>
    public static bool TryLoad(
        MaskinportenClientOptions options,
        string section,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault,
        TimeProvider? timeProvider = null
    ) => ClientKeySource.TryLoad(options, section, timeProvider ?? TimeProvider.System, out key, out fault);

    /// <summary>Loads the key before this one, if the options name one.</summary>
    /// <returns>Whether there is none, or one that may be used.</returns>
    public static bool TryLoadPrevious(
        MaskinportenClientOptions options,
        string section,
        out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        key = null;
        fault = null;
        return string.IsNullOrWhiteSpace(options.PreviousPrivateJwk)
            || ClientJwk.TryRead(
                options.PreviousPrivateJwk,
                keyId: null,
                $"{section}:{nameof(options.PreviousPrivateJwk)}",
                out key,
                out fault
            );
    }

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken) =>
        new(_rsa.SignData(signingInput.Span, _hash, RSASignaturePadding.Pkcs1));
}
