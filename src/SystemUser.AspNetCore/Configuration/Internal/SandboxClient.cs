using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>
/// An app in <see cref="SystemUserEnvironment.Sandbox"/> that has no client is Skatteetaten's, whom the sandbox knows, and proves itself with a
/// certificate made at the start: the sandbox does not look at who issued it, and so there is no key to keep or to publish.
/// </summary>
internal sealed class SandboxClient : IPostConfigureOptions<SystemUserOptions>
{
    private const string ClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";
    private const string Skatteetaten = "974761076";
    private const string SerialNumberId = "2.5.4.5";

    private static readonly Lazy<X509Certificate2> s_certificate = new(Create);

    public void PostConfigure(string? name, SystemUserOptions options)
    {
        if (options.Environment != SystemUserEnvironment.Sandbox)
        {
            return;
        }

        options.Altinn.SubscriptionKey ??= "sandbox";
        if (
            options.Client is
            {
                ClientId: null,
                KeyId: null,
                PrivateJwk: null,
                PrivateKeyPem: null,
                PrivateKeyPath: null,
                CertificatePath: null,
                CertificateThumbprint: null
            }
        )
        {
            options.Client.ClientId = ClientId;
            options.Client.SandboxCertificate = s_certificate.Value;
        }
    }

    private static X509Certificate2 Create()
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add(SerialNumberId, Skatteetaten);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
    }
}
