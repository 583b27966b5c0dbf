using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>
/// A business certificate (<i>virksomhetssertifikat</i>) out of the header <c>x5c</c>. Who issued it is not looked at: any
/// that names its organization as real ones do is taken.
/// </summary>
internal sealed record BusinessCertificate
{
    private const int SmallestKey = 2048;
    private const string SerialNumberId = "2.5.4.5";
    private const string OrganizationIdentifierId = "2.5.4.97";
    private const string OrganizationIdentifierPrefix = "NTRNO-";

    public required RSAParameters Key { get; init; }

    /// <summary>Gets the organization number of the subject, if it names one.</summary>
    public required string? Organization { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Reads the first certificate of a chain (RFC 7515, section 4.1.6).</summary>
    /// <returns>The certificate, or <see langword="null"/> if there is none with an RSA key of 2048 bits or more.</returns>
    public static BusinessCertificate? Read(JsonElement chain)
    {
        try
        {
            if (
                chain.ValueKind != JsonValueKind.Array
                || chain.GetArrayLength() == 0
                || chain.EnumerateArray().Any(link => link.ValueKind != JsonValueKind.String)
            )
            {
                return null;
            }

            using var certificate = X509CertificateLoader.LoadCertificate(
                Convert.FromBase64String(chain[0].GetString()!)
            );
            using var key = certificate.GetRSAPublicKey();
            return key is null || key.KeySize < SmallestKey
                ? null
                : new BusinessCertificate
                {
                    Key = key.ExportParameters(includePrivateParameters: false),
                    Organization = OrganizationOf(certificate.SubjectName),
                    NotBefore = new DateTimeOffset(certificate.NotBefore),
                    NotAfter = new DateTimeOffset(certificate.NotAfter),
                };
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string? OrganizationOf(X500DistinguishedName subject)
    {
        foreach (var name in subject.EnumerateRelativeDistinguishedNames().Where(name => !name.HasMultipleElements))
        {
            var value = name.GetSingleElementValue();
            switch (name.GetSingleElementType().Value)
            {
                case SerialNumberId:
                    return value;
                case OrganizationIdentifierId
                    when value?.StartsWith(OrganizationIdentifierPrefix, StringComparison.Ordinal) == true:
                    return value[OrganizationIdentifierPrefix.Length..];
            }
        }

        return null;
    }
}
