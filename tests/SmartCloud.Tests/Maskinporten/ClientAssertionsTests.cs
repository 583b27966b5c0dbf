using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartCloud.Customers;
using SmartCloud.Keys;
using SmartCloud.Maskinporten;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Maskinporten;

public sealed class ClientAssertionsTests
{
    private static readonly TokenRequest ForSystemUser = new(SystemKind.Standard, "skatteetaten:kravogbetalinger")
    {
        SystemUser = new SystemUserReference(OrganizationNumber.Parse("310904473"), "reference-1"),
    };

    [Fact]
    public async Task Holds_what_maskinporten_demands_and_nothing_that_it_does_not_know()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var payload = FakeWorld.Part(host.Get<ClientAssertions>().Create(ForSystemUser), 1);

        payload
            .EnumerateObject()
            .Select(one => one.Name)
            .ShouldBe(["aud", "iss", "scope", "iat", "exp", "jti", "authorization_details"]);
        payload.GetProperty("aud").GetString().ShouldBe("https://test.maskinporten.no/");
        payload.GetProperty("iss").GetString().ShouldBe("client-standard");
        payload.GetProperty("scope").GetString().ShouldBe("skatteetaten:kravogbetalinger");
        payload.GetProperty("iat").GetInt64().ShouldBe(host.Time.GetUtcNow().ToUnixTimeSeconds());
        (payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64()).ShouldBe(30);
    }

    [Fact]
    public async Task Names_the_system_user_in_maskinportens_own_spelling()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var details = FakeWorld
            .Part(host.Get<ClientAssertions>().Create(ForSystemUser), 1)
            .GetProperty("authorization_details");

        JsonElement
            .DeepEquals(
                details,
                JsonDocument
                    .Parse(
                        """
                        [{"type":"urn:altinn:systemuser",
                          "systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:310904473"},
                          "externalRef":"reference-1"}]
                        """
                    )
                    .RootElement
            )
            .ShouldBeTrue(details.GetRawText());
    }

    [Fact]
    public async Task Names_no_system_user_for_the_vendor_itself()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var payload = FakeWorld.Part(host.Get<ClientAssertions>().Create(new(SystemKind.Agent, "a:b c:d")), 1);

        payload.TryGetProperty("authorization_details", out _).ShouldBeFalse();
        payload.GetProperty("iss").GetString().ShouldBe("client-agent");
        payload.GetProperty("scope").GetString().ShouldBe("a:b c:d");
    }

    [Fact]
    public async Task Is_signed_with_the_key_that_its_header_names()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var assertion = host.Get<ClientAssertions>().Create(ForSystemUser);
        var jwk = host.Get<ClientKeys>().For(SystemKind.Standard).PublicJwk;
        using var rsa = RSA.Create(
            new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(jwk.N),
                Exponent = Base64Url.DecodeFromChars(jwk.E),
            }
        );

        var header = FakeWorld.Part(assertion, 0);
        header.GetRawText().ShouldBe($$"""{"alg":"RS256","kid":"{{jwk.Kid}}"}""");
        rsa.KeySize.ShouldBe(2048);
        var cut = assertion.LastIndexOf('.');
        rsa.VerifyData(
                Encoding.ASCII.GetBytes(assertion[..cut]),
                Base64Url.DecodeFromChars(assertion.AsSpan(cut + 1)),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
            .ShouldBeTrue();
    }

    [Fact]
    public async Task Never_uses_an_id_twice()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var assertions = host.Get<ClientAssertions>();

        Enumerable
            .Range(0, 50)
            .Select(_ => FakeWorld.Part(assertions.Create(ForSystemUser), 1).GetProperty("jti").GetString())
            .Distinct()
            .Count()
            .ShouldBe(50);
    }
}
