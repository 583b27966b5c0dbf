using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads the client's certificate from a file, or from the machine's own store.</summary>
internal static class ClientCertificates
{
    private const int ThumbprintLength = 40;

    public static bool TryReadFile(
        MaskinportenClientOptions options,
        string section,
        TimeProvider timeProvider,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        var setting = $"{section}:{nameof(options.CertificatePath)}";
        var bytes = Array.Empty<byte>();
        key = null;
        try
        {
            bytes = File.ReadAllBytes(options.CertificatePath!);
            var file = X509CertificateLoader.LoadPkcs12Collection(bytes, options.CertificatePassword);
            var own = file.FirstOrDefault(certificate => certificate.HasPrivateKey);
            return own is null
                ? Fail(
                    $"'{setting}' names a certificate without an RSA private key. Export it with its private key.",
                    out fault
                )
                : TryUse(own, file, setting, options.KeyId, timeProvider, out key, out fault);
        }
        catch (Exception exception) when (ClientKeySource.IsUnreadable(exception, options.CertificatePath!))
        {
            fault = $"'{setting}' names a file that cannot be read. Check that it exists and that the app may read it.";
        }
        catch (CryptographicException)
        {
            fault =
                KeyMaterial.PemLabel(KeyMaterial.TextOf(bytes).Trim()) is not null
                && KeyMaterial.Describe(bytes) is { } kind
                    ? $"'{setting}' names a file that holds {kind}."
                    : $"'{setting}' names a file that is not PKCS#12 or needs another password. Check the file and '{section}:{nameof(options.CertificatePassword)}'.";
        }

        return false;
    }

    public static bool TryReadStore(
        MaskinportenClientOptions options,
        string section,
        TimeProvider timeProvider,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        var setting = $"{section}:{nameof(options.CertificateThumbprint)}";
        key = null;

        // Pasted from a dialog of Windows, it has spaces, and a mark in front that nobody sees.
        var thumbprint = string.Concat(
            options.CertificateThumbprint!.Where(c => !char.IsWhiteSpace(c) && c != '\u200E')
        );
        if (thumbprint.Length != ThumbprintLength || !thumbprint.All(char.IsAsciiHexDigit))
        {
            return Fail($"'{setting}' is no thumbprint of a certificate. Write its 40 hexadecimal digits.", out fault);
        }

        var parts = options.CertificateStore.Split('/');
        if (parts.Length != 2 || parts[1].Length == 0 || !Enum.GetNames<StoreLocation>().Contains(parts[0]))
        {
            return Fail(
                $"'{section}:{nameof(options.CertificateStore)}' is '{options.CertificateStore}'. Write a location and a name, such as CurrentUser/My or LocalMachine/My.",
                out fault
            );
        }

        try
        {
            var location = Enum.Parse<StoreLocation>(parts[0]);
            var known = Open(parts[1], location);
            return known.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false) is [var own, ..]
                ? TryUse(own, Others(known, location), setting, options.KeyId, timeProvider, out key, out fault)
                : Fail(
                    $"'{setting}' names no certificate in {options.CertificateStore}. Check the thumbprint, '{section}:{nameof(options.CertificateStore)}', and for CurrentUser which user the app runs as.",
                    out fault
                );
        }
        catch (CryptographicException)
        {
            return Fail(
                $"'{section}:{nameof(options.CertificateStore)}' names a store that cannot be opened: {options.CertificateStore}. Check that it exists and that the app may read it.",
                out fault
            );
        }
    }

    private static bool TryUse(
        X509Certificate2 own,
        X509Certificate2Collection others,
        string setting,
        string? keyId,
        TimeProvider timeProvider,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        keyId = string.IsNullOrWhiteSpace(keyId) ? null : keyId;
        var rsa = own.HasPrivateKey ? own.GetRSAPrivateKey() : null;
        fault =
            rsa is null ? $"'{setting}' names a certificate without an RSA private key. Export it with its private key."
            : ClientKeySource.FindWeakness(rsa, setting) is { } weakness ? weakness
            : keyId is null ? FindAge(own, setting, timeProvider.GetUtcNow())
            : null;
        key = fault is null ? new ClientKey(rsa!, "RS256", keyId, CertificateChain.Of(own, others)) : null;
        return key is not null;
    }

    /// <summary>A certificate that is sent along must be valid at Maskinporten. Under a key id it is not sent: what is registered there is the key, which has no end of its own in it.</summary>
    private static string? FindAge(X509Certificate2 certificate, string setting, DateTimeOffset now) =>
        now.UtcDateTime > certificate.NotAfter.ToUniversalTime()
            ? $"'{setting}' names a certificate that ended on {Day(certificate.NotAfter)}, and Maskinporten takes none that has. Set a new one; or register its key at Maskinporten, and set 'KeyId'."
        : now.UtcDateTime < certificate.NotBefore.ToUniversalTime()
            ? $"'{setting}' names a certificate that begins on {Day(certificate.NotBefore)}, and Maskinporten takes none before. Set one that is valid."
        : null;

    private static string Day(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static X509Certificate2Collection Open(string name, StoreLocation location)
    {
        using var store = new X509Store(name, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates;
    }

    /// <summary>Those that may vouch for it: what is in its own store, and in that of intermediate authorities.</summary>
    private static X509Certificate2Collection Others(X509Certificate2Collection known, StoreLocation location)
    {
        try
        {
            return [.. known, .. Open(nameof(StoreName.CertificateAuthority), location)];
        }
        catch (CryptographicException)
        {
            return known; // there is no such store
        }
    }

    private static bool Fail(string text, out string fault)
    {
        fault = text;
        return false;
    }
}

/// <summary>A business certificate with those that vouch for it, as far as they are known.</summary>
internal static class CertificateChain
{
    /// <summary>Orders certificates for the header <c>x5c</c> (RFC 7515 §4.1.6): the key's own first, then each one's issuer.</summary>
    /// <returns>The certificates in base64.</returns>
    public static IReadOnlyList<string> Of(X509Certificate2 own, X509Certificate2Collection known)
    {
        var chain = new List<X509Certificate2>();
        for (var next = own; next is not null && !chain.Contains(next); next = IssuerOf(next, known))
        {
            chain.Add(next);
        }

        return chain.ConvertAll(certificate => Convert.ToBase64String(certificate.RawDataMemory.Span));
    }

    private static X509Certificate2? IssuerOf(X509Certificate2 certificate, X509Certificate2Collection known) =>
        known.FirstOrDefault(other =>
            other.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            && !other.Equals(certificate)
        );
}
