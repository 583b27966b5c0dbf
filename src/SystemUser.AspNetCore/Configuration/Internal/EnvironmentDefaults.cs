using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Fills what is not set from <see cref="SystemUserOptions.Environment"/>: the addresses, and in the sandbox the client.</summary>
/// <remarks>
/// An app in <see cref="SystemUserEnvironment.Sandbox"/> that has no client is Skatteetaten's, whom the sandbox knows, and proves itself with a
/// certificate made at the start: the sandbox does not look at who issued it, and so there is no key to keep or to publish.
/// </remarks>
internal sealed class EnvironmentDefaults : IPostConfigureOptions<SystemUserOptions>
{
    public const string ProductionIssuer = "https://maskinporten.no/";
    public const string TestIssuer = "https://test.maskinporten.no/";
    private const string SandboxAddress = "http://localhost:5090/";
    private const string SandboxClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";
    private const string Skatteetaten = "974761076";
    private const string SerialNumberId = "2.5.4.5";

    private static readonly Lazy<X509Certificate2> s_sandboxCertificate = new(CreateCertificate);

    public void PostConfigure(string? name, SystemUserOptions options)
    {
        SetAddresses(options);
        if (options.Environment == SystemUserEnvironment.Sandbox)
        {
            SetSandboxClient(options);
        }
    }

    private static void SetAddresses(SystemUserOptions options)
    {
        var (issuer, altinn) = options.Environment switch
        {
            SystemUserEnvironment.Production => (ProductionIssuer, "https://platform.altinn.no"),
            SystemUserEnvironment.Test => (TestIssuer, "https://platform.tt02.altinn.no"),
            SystemUserEnvironment.Sandbox => (SandboxAddress, SandboxAddress),
            _ => (null, null),
        };
        if (issuer is null)
        {
            return;
        }

        options.Maskinporten.Issuer ??= issuer;
        options.Maskinporten.MetadataAddress ??= issuer + ".well-known/oauth-authorization-server";
        options.Altinn.BaseAddress ??= altinn;
    }

    private static void SetSandboxClient(SystemUserOptions options)
    {
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
            options.Client.ClientId = SandboxClientId;
            options.Client.SandboxCertificate = s_sandboxCertificate.Value;
        }
    }

    private static X509Certificate2 CreateCertificate()
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

/// <summary>A public host of Maskinporten or Altinn, so that environments are not mixed.</summary>
/// <param name="IsProduction">Whether it is a production host.</param>
/// <param name="Issuer">The exact issuer, for a host of Maskinporten.</param>
internal sealed record KnownHost(bool IsProduction, string? Issuer)
{
    public static KnownHost? Of(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return null;
        }

        return uri.Host switch
        {
            "maskinporten.no" => new(true, EnvironmentDefaults.ProductionIssuer),
            "test.maskinporten.no" => new(false, EnvironmentDefaults.TestIssuer),
            "platform.altinn.no" => new(true, null),
            var host when host.EndsWith(".altinn.no", StringComparison.Ordinal) => new(false, null),
            var host when host.EndsWith(".altinn.cloud", StringComparison.Ordinal) => new(false, null),
            _ => null,
        };
    }
}
