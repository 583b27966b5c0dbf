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
        TimeProvider timeProvider,
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
        if (!TryChoose(options, section, out var place, out fault))
        {
            return false;
        }

        var keyId = string.IsNullOrWhiteSpace(options.KeyId) ? null : options.KeyId;
        var setting = $"{section}:{place}";
        return place switch
        {
            nameof(options.PrivateJwk) => ClientJwk.TryRead(options.PrivateJwk!, keyId, setting, out key, out fault),
            nameof(options.PrivateKeyPem) => TryReadPem(options.PrivateKeyPem!, keyId, setting, out key, out fault),
            nameof(options.PrivateKeyPath) => TryReadPemFile(
                options.PrivateKeyPath!,
                keyId,
                setting,
                out key,
                out fault
            ),
            nameof(options.CertificatePath) => ClientCertificates.TryReadFile(
                options,
                section,
                timeProvider,
                out key,
                out fault
            ),
            _ => ClientCertificates.TryReadStore(options, section, timeProvider, out key, out fault),
        };
    }

    /// <summary>Gets the name of the first key that is set; <see langword="null"/> if none is.</summary>
    public static string? NameOf(MaskinportenClientOptions options) =>
        PlacesOf(options).FirstOrDefault(place => !string.IsNullOrWhiteSpace(place.Value)).Name;

    /// <summary>Gets the one key of the configuration that is set; if there is none or several, says so.</summary>
    private static bool TryChoose(
        MaskinportenClientOptions options,
        string section,
        [NotNullWhen(true)] out string? place,
        [NotNullWhen(false)] out string? fault
    )
    {
        var places = PlacesOf(options);
        string[] given = [.. places.Where(each => !string.IsNullOrWhiteSpace(each.Value)).Select(each => each.Name)];
        if (given.Length == 1)
        {
            (place, fault) = (given[0], null);
            return true;
        }

        place = null;

        var others = string.Join(
            ", ",
            places.Select(each => each.Name).Except([given.FirstOrDefault() ?? places[0].Name]).Select(Quoted)
        );
        fault =
            given.Length == 0
                ? $"{Quoted(places[0].Name)} is missing. Set it, or one of {others}, or register an IClientAssertionSigner of your own."
                : $"{Quoted(given[0])} is one of several keys. Set only one of it and {others}.";
        return false;

        string Quoted(string name) => $"'{section}:{name}'";
    }

    private static (string Name, string? Value)[] PlacesOf(MaskinportenClientOptions options) =>
        [
            (nameof(options.PrivateJwk), options.PrivateJwk),
            (nameof(options.PrivateKeyPem), options.PrivateKeyPem),
            (nameof(options.PrivateKeyPath), options.PrivateKeyPath),
            (nameof(options.CertificatePath), options.CertificatePath),
            (nameof(options.CertificateThumbprint), options.CertificateThumbprint),
        ];

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

    // A null character in a path is an ArgumentException, which a file that is no PEM is, too.
    public static bool IsUnreadable(Exception exception, string path) =>
        exception is IOException or UnauthorizedAccessException || path.Contains('\0');

    private static bool TryReadPemFile(
        string path,
        string? keyId,
        string setting,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        key = null;
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (IsUnreadable(exception, path))
        {
            fault = $"'{setting}' names a file that cannot be read. Check that it exists and that the app may read it.";
            return false;
        }

        return TryImport(
            KeyMaterial.TextOf(file),
            KeyMaterial.Describe(file),
            keyId,
            setting,
            "names a file that holds",
            out key,
            out fault
        );
    }

    private static bool TryReadPem(
        string text,
        string? keyId,
        string setting,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        // In an environment variable the lines are often kept together so.
        var pem = text.Replace("\\n", "\n", StringComparison.Ordinal);
        return TryImport(pem, KeyMaterial.Describe(pem), keyId, setting, "holds", out key, out fault);
    }

    private static bool TryImport(
        string pem,
        string? kind,
        string? keyId,
        string setting,
        string holds,
        [NotNullWhen(true)] out ClientKey? key,
        [NotNullWhen(false)] out string? fault
    )
    {
        key = null;
        if (KeyMaterial.PemLabel(pem.Trim()) is not ("PRIVATE KEY" or "RSA PRIVATE KEY"))
        {
            fault = kind is null
                ? $"'{setting}' {holds} no unencrypted RSA private key in PEM. Export the key as PKCS#8 or PKCS#1."
                : $"'{setting}' {holds} {kind}.";
            return false;
        }

        if (keyId is null)
        {
            fault =
                $"'{setting[..setting.LastIndexOf(':')]}:{nameof(MaskinportenClientOptions.KeyId)}' is missing. Set it to the id under which the key of '{setting}' is registered at Maskinporten.";
            return false;
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            fault = FindWeakness(rsa, setting);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            fault = $"'{setting}' {holds} no unencrypted RSA private key in PEM. Export the key as PKCS#8 or PKCS#1.";
        }

        key = fault is null ? new ClientKey(rsa, "RS256", keyId) : null;
        return key is not null;
    }
}
