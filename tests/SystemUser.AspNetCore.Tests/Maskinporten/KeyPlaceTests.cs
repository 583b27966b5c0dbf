using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Support;
using Tests.Shared;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

/// <summary>Where the client's key may come from, and what is said of something else that was put there.</summary>
public sealed class KeyPlaceTests : IDisposable
{
    private const string Section = "SystemUser:Client";

    private static readonly string s_jwk = TestKeys.PrivateJwk(TestKeys.First);
    private static readonly string s_publicJwk = TestKeys.PrivateJwk(
        TestKeys.First,
        change: jwk =>
        {
            foreach (var name in new[] { "d", "p", "q", "dp", "dq", "qi" })
            {
                jwk.Remove(name);
            }
        }
    );

    private readonly FakeClock _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>What people paste, and what it is called.</summary>
    public static TheoryData<string, string> Pasted =>
        new()
        {
            { "private JWK", "a private JWK. Set it as 'PrivateJwk'" },
            { "public JWK", "a public JWK. Take the private key" },
            { "JWKS", "a set of public keys (JWKS), as Maskinporten keeps it. Take the private key" },
            { "private JWKS", "a set of keys (JWKS). Take the one JWK out of its 'keys'" },
            { "private PEM", "a private key in PEM. Set it as 'PrivateKeyPem'" },
            { "encrypted PEM", "an encrypted private key in PEM. Decrypt it: openssl pkcs8" },
            { "public PEM", "a public key in PEM. Take the private key" },
            { "certificate", "a certificate in PEM, which holds a public key alone" },
            { "EC PEM", "an elliptic-curve key, and Maskinporten takes RSA" },
            { "OpenSSH", "a key of OpenSSH. Convert it: ssh-keygen" },
            { "bare base64", "in base64 without the lines of PEM around it" },
        };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Pasted))]
    public void What_is_pasted_in_the_wrong_place_is_named_as_what_it_is(string what, string expected)
    {
        var text = Text(what);
        string[] faults =
        [
            what is "private JWK" ? "" : Fault(new() { PrivateJwk = text }),
            what is "private PEM" ? "" : Fault(new() { PrivateKeyPem = text, KeyId = "k" }),
            what is "private PEM" ? "" : Fault(new() { PrivateKeyPath = Write(text), KeyId = "k" }),
        ];

        foreach (var fault in faults.Where(fault => fault.Length > 0))
        {
            // A public JWK is in the right place, and told what it lacks.
            fault.ShouldContain(fault.Contains("holds a public key only") ? "Paste the private JWK" : expected);
            fault.ShouldStartWith("'SystemUser:Client:Private");
            fault.ShouldNotContain(TestKeys.PrivateJwk(TestKeys.First)[^40..]);
        }
    }

    [Theory]
    [InlineData("private PEM", "a private key in PEM. Set it as 'PrivateKeyPem'")]
    [InlineData("certificate", "a certificate in PEM, which holds a public key alone")]
    public void A_certificate_file_that_is_PEM_is_named_as_what_it_is(string what, string expected) =>
        Fault(new() { CertificatePath = Write(Text(what)) }).ShouldContain(expected);

    [Fact]
    public void A_path_is_named_when_it_stands_where_the_key_itself_belongs() =>
        Fault(new() { PrivateKeyPem = Write(Text("private PEM")), KeyId = "k" })
            .ShouldContain("holds the path of a file. Set it as 'PrivateKeyPath'");

    [Fact]
    public void A_PKCS12_file_is_named_when_it_stands_where_a_PEM_file_belongs()
    {
        var path = Path.Combine(_folder.FullName, "key.p12");
        File.WriteAllBytes(path, NewCertificate(TestKeys.First).Export(X509ContentType.Pkcs12, "x"));

        Fault(new() { PrivateKeyPath = path, KeyId = "k" })
            .ShouldContain("Set a certificate with its private key as 'CertificatePath'");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_text_of_a_PEM_is_read_also_with_its_lines_kept_together(bool together)
    {
        var pem = TestKeys.First.ExportPkcs8PrivateKeyPem();

        Load(new() { PrivateKeyPem = together ? pem.ReplaceLineEndings("\\n") : pem, KeyId = "k" }).KeyId.ShouldBe("k");
    }

    [Fact]
    public void The_text_of_a_PEM_needs_a_key_id() =>
        Fault(new() { PrivateKeyPem = TestKeys.First.ExportPkcs8PrivateKeyPem() })
            .ShouldStartWith("'SystemUser:Client:KeyId' is missing");

    [Fact]
    public void A_weak_key_is_refused_in_the_text_of_a_PEM()
    {
        using var weak = RSA.Create(1024);

        Fault(new() { PrivateKeyPem = weak.ExportPkcs8PrivateKeyPem(), KeyId = "k" })
            .ShouldBe(
                "'SystemUser:Client:PrivateKeyPem' holds an RSA key of 1024 bits. Maskinporten takes 2048 bits or more: make a new key and register it."
            );
    }

    [Fact]
    public void A_certificate_that_is_sent_along_is_refused_before_it_begins_and_after_it_has_ended()
    {
        var path = Path.Combine(_folder.FullName, "old.p12");
        var now = _clock.GetUtcNow();
        File.WriteAllBytes(
            path,
            NewCertificate(TestKeys.First, now.AddDays(-10), now.AddDays(-1)).Export(X509ContentType.Pkcs12, "x")
        );
        Fault(new() { CertificatePath = path, CertificatePassword = "x" })
            .ShouldContain("a certificate that ended on 2026-11-19, and Maskinporten takes none that has");

        // Under its id Maskinporten knows the key, and never sees the certificate.
        Load(
            new()
            {
                CertificatePath = path,
                CertificatePassword = "x",
                KeyId = "k",
            }
        )
            .KeyId.ShouldBe("k");

        File.WriteAllBytes(
            path,
            NewCertificate(TestKeys.First, now.AddDays(1), now.AddDays(10)).Export(X509ContentType.Pkcs12, "x")
        );
        Fault(new() { CertificatePath = path, CertificatePassword = "x" })
            .ShouldContain("a certificate that begins on 2026-11-21");
    }

    [Fact]
    public void A_certificate_is_found_in_the_store_by_its_thumbprint()
    {
        using var stored = new StoredCertificate(NewCertificate(TestKeys.First));
        var spaced =
            "\u200E" + string.Join(' ', stored.Thumbprint.Chunk(2).Select(pair => new string(pair))).ToLowerInvariant();

        var key = Load(new() { CertificateThumbprint = spaced });

        key.Certificates.ShouldNotBeNull()[0].ShouldBe(Convert.ToBase64String(stored.Certificate.RawData));
        Load(new() { CertificateThumbprint = stored.Thumbprint, KeyId = "k" }).KeyId.ShouldBe("k");
    }

    [Fact]
    public void A_stored_certificate_is_refused_when_it_has_no_private_key_or_a_weak_one()
    {
        using var publicOnly = new StoredCertificate(
            X509CertificateLoader.LoadCertificate(NewCertificate(TestKeys.Second).RawData)
        );
        Fault(new() { CertificateThumbprint = publicOnly.Thumbprint })
            .ShouldContain("a certificate without an RSA private key");

        using var weak = RSA.Create(1024);
        using var stored = new StoredCertificate(NewCertificate(weak));
        Fault(new() { CertificateThumbprint = stored.Thumbprint }).ShouldContain("an RSA key of 1024 bits");
    }

    [Theory]
    [InlineData(
        "no thumbprint",
        "CurrentUser/My",
        "'SystemUser:Client:CertificateThumbprint' is no thumbprint of a certificate. Write its 40"
    )]
    [InlineData("0123456789012345678901234567890123456789", "CurrentUser/My", "names no certificate in CurrentUser/My")]
    [InlineData(
        "0123456789012345678901234567890123456789",
        "My",
        "'SystemUser:Client:CertificateStore' is 'My'. Write a location and a name"
    )]
    [InlineData("0123456789012345678901234567890123456789", "Somewhere/My", "Write a location and a name")]
    [InlineData("0123456789012345678901234567890123456789", "CurrentUser/", "Write a location and a name")]
    [InlineData(
        "0123456789012345678901234567890123456789",
        "CurrentUser/NotThere",
        "names a store that cannot be opened"
    )]
    public void A_certificate_that_is_not_found_is_told_with_the_way_out(
        string thumbprint,
        string store,
        string expected
    ) => Fault(new() { CertificateThumbprint = thumbprint, CertificateStore = store }).ShouldContain(expected);

    private static string Text(string what) =>
        what switch
        {
            "private JWK" => s_jwk,
            "public JWK" => s_publicJwk,
            "JWKS" => new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(s_publicJwk)) }.ToJsonString(),
            "private JWKS" => new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(s_jwk)) }.ToJsonString(),
            "private PEM" => TestKeys.First.ExportPkcs8PrivateKeyPem(),
            "encrypted PEM" => TestKeys.First.ExportEncryptedPkcs8PrivateKeyPem(
                "secret",
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)
            ),
            "public PEM" => TestKeys.First.ExportSubjectPublicKeyInfoPem(),
            "certificate" => NewCertificate(TestKeys.First).ExportCertificatePem(),
            "EC PEM" => ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportECPrivateKeyPem(),
            "OpenSSH" =>
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----",
            _ => Convert.ToBase64String(TestKeys.First.ExportPkcs8PrivateKey()),
        };

    private static X509Certificate2 NewCertificate(RSA rsa, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new CertificateRequest(
            $"CN=provider {Guid.NewGuid():N}",
            rsa,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(
            from ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            to ?? new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );

    private ClientKey Load(MaskinportenClientOptions options)
    {
        ClientKey.TryLoad(options, Section, out var key, out var fault, _clock).ShouldBeTrue(fault);
        return key!;
    }

    private string Fault(MaskinportenClientOptions options)
    {
        ClientKey.TryLoad(options, Section, out _, out var fault, _clock).ShouldBeFalse();
        return fault!;
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }

    /// <summary>A certificate in this user's store, for the length of a test.</summary>
    private sealed class StoredCertificate : IDisposable
    {
        private readonly X509Store _store = new(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadWrite);

        public StoredCertificate(X509Certificate2 certificate)
        {
            Certificate = certificate;
            _store.Add(certificate);
        }

        public X509Certificate2 Certificate { get; }

        public string Thumbprint => Certificate.Thumbprint;

        public void Dispose()
        {
            _store.Remove(Certificate);
            _store.Dispose();
        }
    }
}
