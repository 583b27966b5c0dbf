using System.Security.Cryptography.X509Certificates;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

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
