using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

public sealed class MaskinportenGrantTests
{
    [Fact]
    public async Task A_JWT_grant_is_sent_as_Maskinporten_wants_it()
    {
        await using var host = new DecisionHost();

        var token = await GetAsync(host);

        token.ShouldBe(new GrantedToken("maskinporten.token.x", TimeSpan.FromSeconds(119)));
        var call = host.Altinn.GrantCalls.ShouldHaveSingleItem();
        call.Method.ShouldBe(HttpMethod.Post);
        call.Address.ToString().ShouldBe("https://maskinporten.test/token");
        call.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        call.Headers.Keys.ShouldNotContain("Authorization");
        var form = HttpUtility.ParseQueryString(call.Body);
        form.AllKeys.ShouldBe(["grant_type", "assertion"]);
        form["grant_type"].ShouldBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    }

    [Fact]
    public async Task The_assertion_holds_what_Maskinporten_knows_and_nothing_else()
    {
        await using var host = new DecisionHost();

        await GetAsync(host, "scope:a scope:b");

        var (header, claims) = Assertion(host.Altinn.GrantCalls.Single(), TestKeys.First, HashAlgorithmName.SHA256);
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        header.Select(member => member.Key).ShouldBe(["alg", "kid"]);
        ((string?)header["alg"]).ShouldBe("RS256");
        ((string?)header["kid"]).ShouldBe("key-1");
        claims.Select(member => member.Key).ShouldBe(["aud", "iss", "scope", "iat", "exp", "jti"]);
        ((string?)claims["aud"]).ShouldBe(StubMetadata.Issuer);
        ((string?)claims["iss"]).ShouldBe(DecisionHost.ClientId);
        ((string?)claims["scope"]).ShouldBe("scope:a scope:b");
        ((long)claims["iat"]!).ShouldBe(now);
        ((long)claims["exp"]! - now).ShouldBeInRange(10, 120);
        ((string?)claims["jti"])!.Length.ShouldBe(32);
    }

    [Fact]
    public async Task The_certificate_is_sent_along_when_no_key_id_is_configured()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "key.p12");
        using var certificate = new CertificateRequest(
            "CN=provider",
            TestKeys.First,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12, "secret"), Cancel);
        await using var host = new DecisionHost(options =>
        {
            options.Client.PrivateJwk = null;
            options.Client.CertificatePath = path;
            options.Client.CertificatePassword = "secret";
        });

        await GetAsync(host);

        var (header, _) = Assertion(host.Altinn.GrantCalls.Single(), TestKeys.First, HashAlgorithmName.SHA256);
        header.Select(member => member.Key).ShouldBe(["alg", "x5c"]);
        header["x5c"]!.AsArray().Select(item => (string)item!).ShouldBe([Convert.ToBase64String(certificate.RawData)]);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_second_attempt_at_the_grant_has_a_new_assertion()
    {
        await using var host = new DecisionHost();
        var answer = host.Altinn.Grant;
        host.Altinn.Grant = (call, cancellationToken) =>
            host.Altinn.GrantCalls.Count == 1
                ? StubAltinn.Status(HttpStatusCode.BadGateway)
                : answer(call, cancellationToken);

        await GetAsync(host);

        host.Altinn.GrantCalls.Select(call =>
                (string)Assertion(call, TestKeys.First, HashAlgorithmName.SHA256).Claims["jti"]!
            )
            .Distinct()
            .Count()
            .ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "invalid_grant")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_client")]
    [InlineData(HttpStatusCode.Unauthorized, "whatever")]
    public async Task The_previous_key_is_tried_when_the_new_one_is_refused(HttpStatusCode status, string error)
    {
        await using var host = new DecisionHost(options =>
            options.Client.PreviousPrivateJwk = TestKeys.PrivateJwk(TestKeys.Second, "old")
        );
        var answer = host.Altinn.Grant;
        host.Altinn.Grant = (call, cancellationToken) =>
            host.Altinn.GrantCalls.Count == 1
                ? StubAltinn.Json($$"""{"error":"{{error}}","error_description":"secret words"}""", status)
                : answer(call, cancellationToken);

        await GetAsync(host);

        Assertion(host.Altinn.GrantCalls.Last(), TestKeys.Second, HashAlgorithmName.SHA256).Header["kid"]!
            .ToString()
            .ShouldBe("old");
        host.Logs.Of("PreviousClientKeyTried").ShouldNotBeEmpty();
        host.Logs.All().ShouldNotContain("secret words");
    }

    [Fact]
    public async Task The_previous_key_is_not_tried_when_the_fault_is_not_the_keys()
    {
        await using var host = new DecisionHost(options =>
            options.Client.PreviousPrivateJwk = TestKeys.PrivateJwk(TestKeys.Second, "old")
        );
        host.Altinn.Grant = (_, _) => StubAltinn.Json("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest);

        var exception = await FailAsync(host);

        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldBe("Maskinporten refused the grant: HTTP 400, invalid_scope.");
        host.Altinn.GrantCalls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("MP-100", "Check 'SystemUser:Client:ClientId'")]
    [InlineData("MP-110", "Check 'SystemUser:Maskinporten:Issuer'")]
    [InlineData("MP-120", "Check 'SystemUser:Client:PrivateJwk' and 'SystemUser:Client:KeyId'")]
    [InlineData("MP-124", "Check 'SystemUser:Client:PrivateJwk' and 'SystemUser:Client:KeyId'")]
    [InlineData("MP-130", "Check the clock of this machine")]
    [InlineData("MP-200", "Have the scope 'some:scope' granted")]
    [InlineData("MP-251", "Have the scope 'some:scope' granted")]
    public async Task A_refused_grant_tells_Maskinportens_code_and_sentence_and_what_to_check(
        string code,
        string wayOut
    )
    {
        await using var host = new DecisionHost();
        host.Altinn.Grant = (_, _) =>
            StubAltinn.Json(
                $$"""{"error":"invalid_grant","error_description":"Invalid assertion. Something is wrong. ({{code}})"}""",
                HttpStatusCode.BadRequest
            );

        var message = (await FailAsync(host, "some:scope")).Message;

        message.ShouldStartWith(
            $"Maskinporten refused the grant: HTTP 400, invalid_grant, {code} 'Invalid assertion. Something is wrong. ({code})'. {wayOut}"
        );
        message.ShouldEndWith(".");
        message.ShouldNotEndWith("..");
    }

    [Fact]
    public async Task A_refused_key_is_named_by_the_setting_that_holds_it()
    {
        await using var host = new DecisionHost(options =>
        {
            options.Client.PrivateJwk = null;
            options.Client.PrivateKeyPem = TestKeys.First.ExportPkcs8PrivateKeyPem();
            options.Client.KeyId = "key";
        });
        host.Altinn.Grant = (_, _) =>
            StubAltinn.Json("""{"error":"invalid_grant","error_description":"MP-120"}""", HttpStatusCode.BadRequest);

        (await FailAsync(host)).Message.ShouldContain(
            "Check 'SystemUser:Client:PrivateKeyPem' and 'SystemUser:Client:KeyId'"
        );
    }

    [Theory]
    [InlineData("<html><body>MP-100 Bad gateway</body></html>", "no error code.")]
    [InlineData("""{"error":"invalid_grant","error_description":["MP-100"]}""", "no error code.")]
    [InlineData("""{"error":"invalid_grant","error_description":"XMP-100, MP-1000, MP-x"}""", "invalid_grant.")]
    [InlineData("""{"error":"invalid_grant","error_description":"MP-, MP-1, MP-x00"}""", "invalid_grant.")]
    [InlineData("""{"error":"invalid grant\r\nX","error_description":"no code"}""", "no error code.")]
    [InlineData("", "no error code.")]
    public async Task A_refused_grant_quotes_nothing_when_the_answer_has_not_Maskinportens_form(string body, string end)
    {
        await using var host = new DecisionHost();
        host.Altinn.Grant = (_, _) => StubAltinn.Json(body, HttpStatusCode.BadRequest);

        (await FailAsync(host)).Message.ShouldStartWith($"Maskinporten refused the grant: HTTP 400, {end}");
    }

    [Fact]
    public async Task A_refused_grant_quotes_shortly_without_control_characters_or_tokens()
    {
        await using var host = new DecisionHost();
        var long_ = string.Join(' ', Enumerable.Repeat("word", 2_000));
        host.Altinn.Grant = (call, _) =>
        {
            var assertion = HttpUtility.ParseQueryString(call.Body)["assertion"];
            return StubAltinn.Json(
                new JsonObject
                {
                    ["error"] = "invalid_grant",
                    ["error_description"] = $"MP-120\r\n\u001b[2J\u202e assertion='{assertion}' {long_}",
                }.ToJsonString(),
                HttpStatusCode.BadRequest
            );
        };

        var message = (await FailAsync(host)).Message;

        message.Length.ShouldBeLessThan(600);
        message.ShouldNotContain("eyJ");
        message.Where(char.IsControl).ShouldBeEmpty();
        message.ShouldNotContain('\u202e');
        message.ShouldContain("MP-120");
        message.ShouldContain("word word");
    }

    [Fact]
    public async Task A_refused_grant_says_so_when_the_answer_is_too_long()
    {
        await using var host = new DecisionHost();
        host.Altinn.Grant = (_, _) => StubAltinn.Json(new string('x', 1_000_000), HttpStatusCode.BadRequest);

        (await FailAsync(host)).Message.ShouldBe(
            "Maskinporten's token endpoint gave no usable answer: the answer is too long."
        );
    }

    [Fact]
    public async Task A_refused_grant_names_the_apps_own_signer_when_it_has_one()
    {
        await using var host = new DecisionHost(register: services =>
            services.AddSingleton<IClientAssertionSigner>(new VaultSigner())
        );
        host.Altinn.Grant = (_, _) =>
            StubAltinn.Json("""{"error":"invalid_grant","error_description":"MP-120"}""", HttpStatusCode.BadRequest);

        (await FailAsync(host)).Message.ShouldContain("your IClientAssertionSigner");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("token")]
    [InlineData("""{"access_token":"a.b.c"}""")]
    [InlineData("""{"access_token":"a.b.c","expires_in":0}""")]
    [InlineData("""{"access_token":"a.b.c","expires_in":-5}""")]
    [InlineData("""{"access_token":"a.b.c","expires_in":"soon"}""")]
    [InlineData("""{"access_token":"","expires_in":119}""")]
    [InlineData("""{"access_token":"a b","expires_in":119}""")]
    [InlineData("""{"access_token":"a\r\nX: y","expires_in":119}""")]
    [InlineData("""{"access_token":"a.b.c","access_token":"d.e.f","expires_in":119}""")]
    public async Task A_grant_fails_for_good_when_the_answer_is_no_token(string body)
    {
        await using var host = new DecisionHost();
        host.Altinn.Grant = (_, _) => StubAltinn.Json(body);

        (await FailAsync(host)).IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task No_grant_is_sent_when_there_is_no_metadata()
    {
        await using var host = new DecisionHost();
        host.Metadata.IsDown = true;

        (await FailAsync(host)).IsTransient.ShouldBeTrue();
        host.Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signer_of_the_apps_own_signs_the_assertion_in_place_of_the_key(bool registeredLast)
    {
        var signer = new VaultSigner();
        await using var host = new DecisionHost(
            options => options.Client.PrivateJwk = null,
            services =>
            {
                if (registeredLast)
                {
                    services.AddSingleton<IClientAssertionSigner>(signer);
                }
                else
                {
                    services.Insert(0, ServiceDescriptor.Singleton<IClientAssertionSigner>(signer));
                    services.Remove(services.Last(service => service.ServiceType == typeof(IClientAssertionSigner)));
                }
            }
        );

        await GetAsync(host);

        var (header, _) = Assertion(host.Altinn.GrantCalls.Single(), TestKeys.Second, HashAlgorithmName.SHA512);
        ((string?)header["alg"]).ShouldBe("RS512");
        ((string?)header["kid"]).ShouldBe("vault-key");
    }

    [Fact]
    public async Task A_grant_fails_transiently_and_opens_no_circuit_when_the_signer_fails()
    {
        await using var host = new DecisionHost(register: services =>
            services.AddSingleton<IClientAssertionSigner>(new VaultSigner { IsDown = true })
        );

        for (var i = 0; i < 20; i++)
        {
            var exception = await FailAsync(host);
            exception.IsTransient.ShouldBeTrue();
            exception.Message.ShouldBe("The client assertion could not be signed (TimeoutException).");
        }

        host.Altinn.GrantCalls.ShouldBeEmpty();
        host.Logs.Of("ServiceCircuitOpened").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_key_file_is_used_only_when_it_can_be_read()
    {
        var folder = Directory.CreateTempSubdirectory();
        var path = Path.Combine(folder.FullName, "key.pem");
        await File.WriteAllTextAsync(path, TestKeys.First.ExportPkcs8PrivateKeyPem(), Cancel);
        await using var host = new DecisionHost(options =>
        {
            options.Client.PrivateJwk = null;
            options.Client.PrivateKeyPath = path;
            options.Client.KeyId = "k";
        });

        await GetAsync(host);
        await File.WriteAllTextAsync(path, "half a fi", Cancel);
        await GetAsync(host);
        await File.WriteAllTextAsync(path, TestKeys.Second.ExportPkcs8PrivateKeyPem(), Cancel);
        await GetAsync(host);

        var calls = host.Altinn.GrantCalls.ToArray();
        Assertion(calls[0], TestKeys.First, HashAlgorithmName.SHA256);
        Assertion(calls[1], TestKeys.First, HashAlgorithmName.SHA256);
        Assertion(calls[2], TestKeys.Second, HashAlgorithmName.SHA256);
        host.Logs.Of("ClientKeyUnusable").ShouldNotBeEmpty();
        host.Logs.Of("ClientKeyReplaced").ShouldNotBeEmpty();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task No_token_key_or_assertion_is_logged_when_a_grant_is_refused()
    {
        await using var host = new DecisionHost();
        await host.Tokens.GetTokenAsync("s", null, Cancel);
        host.Altinn.Grant = (call, _) => StubAltinn.Json(call.Body, HttpStatusCode.BadRequest);
        await FailAsync(host);

        host.Logs.All().ShouldNotContain("eyJ");
        host.Logs.All().ShouldNotContain("maskinporten.token.x");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<GrantedToken> GetAsync(DecisionHost host, string scope = "scope:a") =>
        host.RunAsync(
            host.Services.GetRequiredService<MaskinportenGrant>()
                .GetTokenAsync(scope, host.Services.GetRequiredService<LiveOptions>().Current, Cancel)
        );

    private static async Task<OutboundException> FailAsync(DecisionHost host, string scope = "scope:a")
    {
        try
        {
            await GetAsync(host, scope);
            throw new InvalidOperationException("It did not fail.");
        }
        catch (OutboundException exception)
        {
            return exception;
        }
    }

    private static (JsonObject Header, JsonObject Claims) Assertion(StubCall call, RSA key, HashAlgorithmName hash)
    {
        var parts = HttpUtility.ParseQueryString(call.Body)["assertion"]!.Split('.');
        key.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
                Base64Url.DecodeFromChars(parts[2]),
                hash,
                RSASignaturePadding.Pkcs1
            )
            .ShouldBeTrue();
        return (Decode(parts[0]), Decode(parts[1]));

        static JsonObject Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();
    }

    private sealed class VaultSigner : IClientAssertionSigner
    {
        public bool IsDown { get; init; }

        public string Algorithm => "RS512";

        public string KeyId => "vault-key";

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> signingInput, CancellationToken cancellationToken) =>
            IsDown
                ? throw new TimeoutException("https://vault.example/secret")
                : new(TestKeys.Second.SignData(signingInput.Span, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1));
    }
}
