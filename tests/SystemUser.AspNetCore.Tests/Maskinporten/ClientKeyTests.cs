using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

public sealed class ClientKeyTests : IDisposable
{
    private const string Section = "SystemUser:Client";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_JWK_is_read_as_JSON_and_signs()
    {
        var key = Load(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First) });

        key.KeyId.ShouldBe("key-1");
        key.Algorithm.ShouldBe("RS256");
        key.Certificates.ShouldBeNull();
        await Signs(key, HashAlgorithmName.SHA256);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_JWK_is_read_as_base64(bool url)
    {
        var bytes = Encoding.UTF8.GetBytes(TestKeys.PrivateJwk(TestKeys.First));
        var text = url ? System.Buffers.Text.Base64Url.EncodeToString(bytes) : Convert.ToBase64String(bytes);

        Load(new() { PrivateJwk = $" {text}\n" }).KeyId.ShouldBe("key-1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_JWK_is_read_as_base64_in_lines_however_it_is_padded(int more)
    {
        var bytes = Encoding.UTF8.GetBytes(TestKeys.PrivateJwk(TestKeys.First) + new string(' ', more));
        var lines = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);

        Load(new() { PrivateJwk = lines }).KeyId.ShouldBe("key-1");
        Load(new() { PrivateJwk = lines.ReplaceLineEndings("\n") }).KeyId.ShouldBe("key-1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_JWK_that_a_line_break_has_cut_is_named_as_that(bool base64)
    {
        var jwk = TestKeys.PrivateJwk(TestKeys.First);
        var text = base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(jwk))[..76] : jwk[..76];

        Fault(new() { PrivateJwk = text })
            .ShouldBe(
                "'SystemUser:Client:PrivateJwk' begins as a JWK and is no whole one: a line break may have cut it. Paste it in one line; in base64, as base64 -w 0 writes it."
            );
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task The_algorithm_of_the_JWK_is_signed_with(string algorithm)
    {
        var key = Load(
            new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First, change: jwk => jwk["alg"] = algorithm) }
        );

        key.Algorithm.ShouldBe(algorithm);
        await Signs(key, new HashAlgorithmName("SHA" + algorithm[2..]));
    }

    [Fact]
    public void The_configured_key_id_wins_over_the_JWKs() =>
        Load(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First), KeyId = "mine" }).KeyId.ShouldBe("mine");

    [Theory]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("PRIVATE KEY")]
    public async Task A_PEM_file_is_read(string label)
    {
        var pem =
            label == "PRIVATE KEY"
                ? TestKeys.First.ExportPkcs8PrivateKeyPem()
                : TestKeys.First.ExportRSAPrivateKeyPem();

        await Signs(Load(new() { PrivateKeyPath = Write("key.pem", pem), KeyId = "k" }), HashAlgorithmName.SHA256);
    }

    [Fact]
    public async Task A_certificate_is_read_and_sent_along_when_no_key_id_is_configured()
    {
        var certificate = NewCertificate(TestKeys.First);
        var path = Write("key.p12", certificate.Export(X509ContentType.Pkcs12, "secret"));

        var key = Load(new() { CertificatePath = path, CertificatePassword = "secret" });
        key.Certificates.ShouldBe([Convert.ToBase64String(certificate.RawData)]);
        await Signs(key, HashAlgorithmName.SHA256);

        var named = Load(
            new()
            {
                CertificatePath = path,
                CertificatePassword = "secret",
                KeyId = "k",
            }
        );
        named.Certificates.ShouldBeNull();
        named.KeyId.ShouldBe("k");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_chain_of_a_certificate_is_sent_along_in_its_order(bool reversed)
    {
        using var rootKey = RSA.Create(2048);
        using var issuerKey = RSA.Create(2048);
        var root = NewAuthority("CN=root", rootKey, issuedBy: null);
        var issuer = NewAuthority("CN=issuer", issuerKey, issuedBy: root);
        var own = Request("CN=provider", TestKeys.First)
            .Create(issuer, s_from, s_to, [1])
            .CopyWithPrivateKey(TestKeys.First);
        var stranger = NewAuthority("CN=stranger", rootKey, issuedBy: null);
        X509Certificate2[] certificates = [own, Public(root), Public(stranger), Public(issuer)];
        if (reversed)
        {
            Array.Reverse(certificates);
        }

        var file = new X509Certificate2Collection(certificates);
        var path = Write("key.p12", file.Export(X509ContentType.Pkcs12, "secret")!);

        Load(new() { CertificatePath = path, CertificatePassword = "secret" })
            .Certificates.ShouldBe(
                new[] { own, issuer, root }.Select(certificate => Convert.ToBase64String(certificate.RawData))
            );

        static X509Certificate2 Public(X509Certificate2 certificate) =>
            X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    [Fact]
    public void The_client_key_is_a_fault_when_none_or_several_are_configured()
    {
        Fault(new()).ShouldStartWith("'SystemUser:Client:PrivateJwk'");
        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First), PrivateKeyPath = "key.pem" })
            .ShouldContain("is one of several keys");
    }

    [Fact]
    public void A_JWK_is_refused_when_it_is_public() =>
        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First, change: jwk => jwk.Remove("d")) })
            .ShouldBe(
                "'SystemUser:Client:PrivateJwk' holds a public key only. Paste the private JWK, with 'd', 'p', 'q', 'dp', 'dq' and 'qi'."
            );

    [Fact]
    public void An_RSA_key_is_refused_when_it_is_too_short()
    {
        using var weak = RSA.Create(1024);

        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(weak) }).ShouldContain("an RSA key of 1024 bits");
        Fault(new() { PrivateKeyPath = Write("key.pem", weak.ExportPkcs8PrivateKeyPem()), KeyId = "k" })
            .ShouldContain("an RSA key of 1024 bits");
        Fault(
                new()
                {
                    CertificatePath = Write("key.p12", NewCertificate(weak).Export(X509ContentType.Pkcs12, "x")),
                    CertificatePassword = "x",
                }
            )
            .ShouldContain("an RSA key of 1024 bits");
    }

    [Fact]
    public void A_key_is_refused_when_it_is_not_RSA()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Fault(new() { PrivateJwk = """{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c","kid":"k"}""" })
            .ShouldContain("is not an RSA key");
        Fault(new() { PrivateKeyPath = Write("key.pem", curve.ExportPkcs8PrivateKeyPem()), KeyId = "k" })
            .ShouldContain("no unencrypted RSA private key");
    }

    [Theory]
    [InlineData("n")]
    [InlineData("e")]
    [InlineData("p")]
    [InlineData("qi")]
    public void A_JWK_is_refused_when_a_part_is_missing(string part) =>
        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First, change: jwk => jwk.Remove(part)) })
            .ShouldContain("is not a whole RSA private key");

    [Theory]
    [MemberData(nameof(EmptyParts))]
    public void A_JWK_is_refused_when_a_part_is_empty(string part, string nothing) =>
        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First, change: jwk => jwk[part] = nothing) })
            .ShouldContain("is not a whole RSA private key");

    public static TheoryData<string, string> EmptyParts() =>
        new(
            from part in new[] { "n", "e", "d", "p", "q", "dp", "dq", "qi" }
            from nothing in new[] { "", "AA", "AAAA" }
            select (part, nothing)
        );

    [Fact]
    public void A_JWK_is_refused_when_its_parts_do_not_belong_together()
    {
        var other = TestKeys.Second.ExportParameters(includePrivateParameters: false);

        Fault(
                new()
                {
                    PrivateJwk = TestKeys.PrivateJwk(
                        TestKeys.First,
                        change: jwk => jwk["n"] = System.Buffers.Text.Base64Url.EncodeToString(other.Modulus!)
                    ),
                }
            )
            .ShouldStartWith("'SystemUser:Client:PrivateJwk'");
    }

    [Theory]
    [InlineData("use", "enc", "not for signing")]
    [InlineData("alg", "PS256", "an algorithm that Maskinporten does not take")]
    [InlineData("alg", "HS256", "an algorithm that Maskinporten does not take")]
    [InlineData("use", 5, "not for signing")]
    [InlineData("alg", 5, "an algorithm that Maskinporten does not take")]
    public void A_JWK_is_refused_when_it_is_for_another_use(string member, object value, string fault) =>
        Fault(
                new()
                {
                    PrivateJwk = TestKeys.PrivateJwk(
                        TestKeys.First,
                        change: jwk => jwk[member] = JsonSerializer.SerializeToNode(value)
                    ),
                }
            )
            .ShouldContain(fault);

    [Fact]
    public void A_null_in_a_JWK_counts_as_an_absent_member() =>
        Load(
            new()
            {
                PrivateJwk = TestKeys.PrivateJwk(
                    TestKeys.First,
                    change: jwk =>
                    {
                        jwk["use"] = null;
                        jwk["alg"] = null;
                    }
                ),
            }
        )
            .Algorithm.ShouldBe("RS256");

    [Fact]
    public void A_key_is_refused_when_it_has_no_key_id()
    {
        Fault(new() { PrivateJwk = TestKeys.PrivateJwk(TestKeys.First, keyId: null) }).ShouldContain("has no 'kid'");
        Fault(new() { PrivateKeyPath = Write("key.pem", TestKeys.First.ExportPkcs8PrivateKeyPem()) })
            .ShouldStartWith("'SystemUser:Client:KeyId' is missing.");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("e30")]
    [InlineData("""{"kty":"RSA","kty":"RSA"}""")]
    [InlineData("""{"kty":1}""")]
    [InlineData("\ud800")]
    [InlineData("""{"kty":"RSA","\ud800":1}""")]
    [InlineData("""{"kty":"\ud800"}""")]
    public void A_private_JWK_is_refused_when_its_text_is_no_JWK(string text) =>
        Fault(new() { PrivateJwk = text }).ShouldStartWith("'SystemUser:Client:PrivateJwk'");

    [Theory]
    [InlineData("{", """{"\ud800":1,""")]
    [InlineData("{", """{"use":"\ud800",""")]
    [InlineData("{", """{"alg":"\udc00",""")]
    [InlineData("\"key-1\"", "\"\\ud800\"")]
    [InlineData("\"RSA\"", "\"\\ud800\"")]
    [InlineData("\"n\":\"", "\"n\":\"\\udc00")]
    [InlineData("\"d\":\"", "\"d\":\"\\udc00")]
    public void A_JWK_is_refused_when_it_holds_half_a_character(string good, string bad)
    {
        var jwk = TestKeys.PrivateJwk(TestKeys.First);
        var broken = jwk.Remove(jwk.IndexOf(good, StringComparison.Ordinal), good.Length)
            .Insert(jwk.IndexOf(good, StringComparison.Ordinal), bad);

        Fault(new() { PrivateJwk = broken }).ShouldStartWith("'SystemUser:Client:PrivateJwk' is neither a JWK");
        ClientKey.TryLoadPrevious(new() { PreviousPrivateJwk = broken }, Section, out _, out var fault).ShouldBeFalse();
        fault.ShouldStartWith("'SystemUser:Client:PreviousPrivateJwk' is neither a JWK");
    }

    [Fact]
    public void A_key_file_is_refused_when_it_cannot_be_read()
    {
        var missing = Path.Combine(_folder.FullName, "missing");

        Fault(new() { PrivateKeyPath = missing, KeyId = "k" }).ShouldContain("a file that cannot be read");
        Fault(new() { CertificatePath = missing })
            .ShouldStartWith("'SystemUser:Client:CertificatePath' names a file that cannot be read");
        Fault(new() { PrivateKeyPath = "a\0b", KeyId = "k" })
            .ShouldStartWith("'SystemUser:Client:PrivateKeyPath' names a file that cannot be read");
        Fault(new() { CertificatePath = "a\0b" })
            .ShouldStartWith("'SystemUser:Client:CertificatePath' names a file that cannot be read");
        Fault(new() { PrivateKeyPath = Write("key.pem", "rubbish"), KeyId = "k" })
            .ShouldContain("no unencrypted RSA private key");
        Fault(new() { CertificatePath = Write("key.p12", "rubbish") })
            .ShouldContain("not PKCS#12 or needs another password");
    }

    [Fact]
    public void A_certificate_is_refused_when_the_password_is_wrong_or_it_has_no_private_key()
    {
        var certificate = NewCertificate(TestKeys.First);
        var path = Write("key.p12", certificate.Export(X509ContentType.Pkcs12, "secret"));
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);

        Fault(new() { CertificatePath = path, CertificatePassword = "wrong" }).ShouldContain("needs another password");
        Fault(
                new()
                {
                    CertificatePath = Write("public.p12", publicOnly.Export(X509ContentType.Pkcs12, "x")),
                    CertificatePassword = "x",
                }
            )
            .ShouldContain("a certificate without an RSA private key");
    }

    [Fact]
    public void A_fault_of_the_key_tells_no_secret()
    {
        var jwk = TestKeys.PrivateJwk(TestKeys.First, change: jwk => jwk.Remove("p"));
        var secret = System.Buffers.Text.Base64Url.EncodeToString(
            TestKeys.First.ExportParameters(includePrivateParameters: true).D!
        );

        Fault(new() { PrivateJwk = jwk }).ShouldNotContain(secret[..20]);
        Fault(new() { CertificatePath = Write("key.p12", "rubbish"), CertificatePassword = "hunter2" })
            .ShouldNotContain("hunter2");
    }

    [Fact]
    public void The_previous_key_is_read_when_one_is_configured()
    {
        ClientKey.TryLoadPrevious(new(), Section, out var none, out _).ShouldBeTrue();
        none.ShouldBeNull();
        ClientKey
            .TryLoadPrevious(
                new() { PreviousPrivateJwk = TestKeys.PrivateJwk(TestKeys.Second, "old") },
                Section,
                out var old,
                out _
            )
            .ShouldBeTrue();
        old!.KeyId.ShouldBe("old");
        ClientKey.TryLoadPrevious(new() { PreviousPrivateJwk = "x" }, Section, out _, out var fault).ShouldBeFalse();
        fault.ShouldStartWith("'SystemUser:Client:PreviousPrivateJwk'");
    }

    private static ClientKey Load(MaskinportenClientOptions options)
    {
        ClientKey.TryLoad(options, Section, out var key, out var fault).ShouldBeTrue(fault);
        return key!;
    }

    private static string Fault(MaskinportenClientOptions options)
    {
        ClientKey.TryLoad(options, Section, out var key, out var fault).ShouldBeFalse();
        key.ShouldBeNull();
        return fault!;
    }

    private static async Task Signs(ClientKey key, HashAlgorithmName hash)
    {
        var signature = await key.SignAsync("text"u8.ToArray(), TestContext.Current.CancellationToken);
        TestKeys.First.VerifyData("text"u8, signature, hash, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }

    private static readonly DateTimeOffset s_from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_to = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static X509Certificate2 NewCertificate(RSA rsa) =>
        Request("CN=provider", rsa).CreateSelfSigned(s_from, s_to);

    private static X509Certificate2 NewAuthority(string name, RSA rsa, X509Certificate2? issuedBy)
    {
        var request = Request(name, rsa);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return issuedBy is null
            ? request.CreateSelfSigned(s_from, s_to)
            : request.Create(issuedBy, s_from, s_to, [2]).CopyWithPrivateKey(rsa);
    }

    private static CertificateRequest Request(string name, RSA rsa) =>
        new(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
