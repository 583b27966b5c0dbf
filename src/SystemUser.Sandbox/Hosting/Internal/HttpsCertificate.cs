using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>The certificate by which the sandbox answers over https.</summary>
internal static class HttpsCertificate
{
    /// <summary>Reads it with its key, PFX or PEM.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public static X509Certificate2 Load(SandboxOptions options)
    {
        var path = options.CertificatePath!;
        try
        {
            return X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx
                    ? X509CertificateLoader.LoadPkcs12FromFile(path, options.CertificatePassword)
                : options.CertificatePassword is { Length: > 0 } password
                    ? X509Certificate2.CreateFromEncryptedPemFile(path, password)
                : X509Certificate2.CreateFromPemFile(path);
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"'{SandboxOptions.SectionName}:{nameof(SandboxOptions.CertificatePath)}' is '{path}', which cannot be read as a certificate "
                    + $"with its key: {exception.Message} Name a PFX or PEM file that has both.",
                exception
            );
        }
    }
}
