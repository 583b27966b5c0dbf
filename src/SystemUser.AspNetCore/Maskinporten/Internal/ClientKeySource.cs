using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads the client's key from wherever the options say it is.</summary>
internal static class ClientKeySource
{
    public const int MinimumBits = 2048;

    public static bool TryLoad(
        MaskinportenClientOptions options,
        string section,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        if (options.SandboxCertificate is { } sandbox)
        {
            key = new ClientKey(sandbox.GetRSAPrivateKey()!, "RS256", keyId: null, CertificateChain.Of(sandbox, []));
            fault = null;
            return true;
        }

        key = null;
        var named = new[] { options.PrivateJwk, options.PrivateKeyPath, options.CertificatePath };
        var given = named.Count(value => !string.IsNullOrWhiteSpace(value));
        if (given != 1)
        {
            var others =
                $"'{section}:{nameof(options.PrivateKeyPath)}' or '{section}:{nameof(options.CertificatePath)}'";
            fault =
                given == 0
                    ? $"'{section}:{nameof(options.PrivateJwk)}' is missing. Set it, or {others}, or register an IClientAssertionSigner of your own."
                    : $"'{section}:{nameof(options.PrivateJwk)}' is one of several keys. Set only one of it and {others}.";
            return false;
        }

        var keyId = string.IsNullOrWhiteSpace(options.KeyId) ? null : options.KeyId;
        return !string.IsNullOrWhiteSpace(options.PrivateJwk)
                ? ClientJwk.TryRead(
                    options.PrivateJwk,
                    keyId,
                    $"{section}:{nameof(options.PrivateJwk)}",
                    out key,
                    out fault
                )
            : !string.IsNullOrWhiteSpace(options.PrivateKeyPath)
                ? TryReadPem(options.PrivateKeyPath, keyId, section, out key, out fault)
            : TryReadCertificate(options, keyId, section, out key, out fault);
    }

    /// <summary>Says why an RSA key may not be used; <see langword="null"/> if it may.</summary>
    public static string? FindWeakness(RSA rsa, string setting)
    {
        if (rsa.KeySize < MinimumBits)
        {
            return $"'{setting}' holds an RSA key of {rsa.KeySize} bits. Maskinporten takes {MinimumBits} bits or more: make a new key and register it.";
        }

        try
        {
            ReadOnlySpan<byte> probe = "probe"u8;
            var signature = rsa.SignData(probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return rsa.VerifyData(probe, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                ? null
                : $"'{setting}' holds a private and a public key that do not belong together. Export the key again.";
        }
        catch (CryptographicException)
        {
            return $"'{setting}' holds no private key that can sign. Export the key with its private part.";
        }
    }

    private static bool TryReadPem(
        string path,
        string? keyId,
        string section,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        var setting = $"{section}:{nameof(MaskinportenClientOptions.PrivateKeyPath)}";
        key = null;
        if (keyId is null)
        {
            fault =
                $"'{section}:{nameof(MaskinportenClientOptions.KeyId)}' is missing. Set it to the id under which the key of '{setting}' is registered at Maskinporten.";
            return false;
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(File.ReadAllText(path));
            fault = FindWeakness(rsa, setting);
        }
        catch (Exception exception) when (IsUnreadable(exception, path))
        {
            fault = $"'{setting}' names a file that cannot be read. Check that it exists and that the app may read it.";
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            fault =
                $"'{setting}' names a file that holds no unencrypted RSA private key in PEM. Export the key as PKCS#8 or PKCS#1.";
        }

        key = fault is null ? new ClientKey(rsa, "RS256", keyId) : null;
        return key is not null;
    }

    private static bool TryReadCertificate(
        MaskinportenClientOptions options,
        string? keyId,
        string section,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        var setting = $"{section}:{nameof(options.CertificatePath)}";
        key = null;
        try
        {
            var file = X509CertificateLoader.LoadPkcs12Collection(
                File.ReadAllBytes(options.CertificatePath!),
                options.CertificatePassword
            );
            var own = file.FirstOrDefault(certificate => certificate.HasPrivateKey);
            var rsa = own?.GetRSAPrivateKey();
            fault = rsa is null
                ? $"'{setting}' names a certificate without an RSA private key. Export it with its private key."
                : FindWeakness(rsa, setting);
            key = fault is null ? new ClientKey(rsa!, "RS256", keyId, CertificateChain.Of(own!, file)) : null;
        }
        catch (Exception exception) when (IsUnreadable(exception, options.CertificatePath!))
        {
            fault = $"'{setting}' names a file that cannot be read. Check that it exists and that the app may read it.";
        }
        catch (CryptographicException)
        {
            fault =
                $"'{setting}' names a file that is not PKCS#12 or needs another password. Check the file and '{section}:{nameof(options.CertificatePassword)}'.";
        }

        return key is not null;
    }

    // A null character in a path is an ArgumentException, which a file that is no PEM is, too.
    private static bool IsUnreadable(Exception exception, string path) =>
        exception is IOException or UnauthorizedAccessException || path.Contains('\0');
}

/// <summary>A business certificate with those that vouch for it, as far as its file holds them.</summary>
internal static class CertificateChain
{
    /// <summary>Orders a file's certificates for the header <c>x5c</c> (RFC 7515 §4.1.6): the key's own first, then each one's issuer.</summary>
    /// <returns>The certificates in base64.</returns>
    public static IReadOnlyList<string> Of(X509Certificate2 own, X509Certificate2Collection file)
    {
        var chain = new List<X509Certificate2>();
        for (var next = own; next is not null && !chain.Contains(next); next = IssuerOf(next, file))
        {
            chain.Add(next);
        }

        return chain.ConvertAll(certificate => Convert.ToBase64String(certificate.RawDataMemory.Span));
    }

    private static X509Certificate2? IssuerOf(X509Certificate2 certificate, X509Certificate2Collection file) =>
        file.FirstOrDefault(other =>
            other.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            && !other.Equals(certificate)
        );
}
