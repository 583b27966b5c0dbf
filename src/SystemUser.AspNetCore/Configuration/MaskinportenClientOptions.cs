using System.Security.Cryptography.X509Certificates;

namespace SystemUser.AspNetCore.Configuration;

/// <summary>The provider's own Maskinporten client, with the scope <c>altinn:authorization/authorize</c>: section <c>SystemUser:Client</c>.</summary>
/// <remarks>
/// Exactly one of <see cref="PrivateJwk"/>, <see cref="PrivateKeyPem"/>, <see cref="PrivateKeyPath"/>, <see cref="CertificatePath"/> and
/// <see cref="CertificateThumbprint"/> says where the key is: RSA, at least 2048 bits.
/// </remarks>
public sealed class MaskinportenClientOptions
{
    /// <summary>Gets or sets the client's id. Required unless <c>IAltinnTokenProvider</c> is replaced.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the private key as a JWK: JSON, or base64 of it.</summary>
    public string? PrivateJwk { get; set; }

    /// <summary>Gets or sets the private key in PEM: the text itself.</summary>
    public string? PrivateKeyPem { get; set; }

    /// <summary>Gets or sets the path of the private key in PEM.</summary>
    public string? PrivateKeyPath { get; set; }

    /// <summary>Gets or sets the path of a certificate with its private key (PKCS#12).</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Gets or sets the password of the certificate file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Gets or sets the thumbprint of a certificate with its private key in <see cref="CertificateStore"/>.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>Gets or sets where the certificate with the thumbprint is: a location and a name. Defaults to <c>CurrentUser/My</c>.</summary>
    public string CertificateStore { get; set; } = "CurrentUser/My";

    /// <summary>Gets or sets the id under which the key is registered at Maskinporten. Defaults to the JWK's <c>kid</c>; a certificate may do without and sends <c>x5c</c>.</summary>
    public string? KeyId { get; set; }

    /// <summary>Gets or sets the key before this one as a JWK, tried when Maskinporten refuses the new one.</summary>
    public string? PreviousPrivateJwk { get; set; }

    /// <summary>Gets or sets the certificate of an app in the sandbox that names no client.</summary>
    internal X509Certificate2? SandboxCertificate { get; set; }
}
