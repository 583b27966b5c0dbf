using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartCloud.Customers;
using SmartCloud.Keys;
using SmartCloud.Maskinporten;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Maskinporten;

/// <summary>The assertions by which SmartCloud proves itself, as they reach Maskinporten.</summary>
public sealed class AssertionTests
{
    private static readonly TokenRequest s_forSystemUser = new(SystemKind.Standard, "skatteetaten:kravogbetalinger")
    {
        SystemUser = new SystemUserReference(OrganizationNumber.Parse("310904473"), "reference-1"),
    };

    [Fact]
    public async Task The_assertion_holds_what_maskinporten_demands_and_nothing_else_when_a_token_is_asked_for()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var payload = FakeWorld.Part(await AssertAsync(host, s_forSystemUser), 1);

        payload
            .EnumerateObject()
            .Select(one => one.Name)
            .ShouldBe(["aud", "scope", "iss", "exp", "iat", "jti", "authorization_details"]);
        payload.GetProperty("aud").GetString().ShouldBe("https://test.maskinporten.no/");
        payload.GetProperty("iss").GetString().ShouldBe("client-standard");
        payload.GetProperty("scope").GetString().ShouldBe("skatteetaten:kravogbetalinger");
        (payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64()).ShouldBe(120);
    }

    [Fact]
    public async Task The_system_user_is_named_in_maskinportens_own_spelling_when_the_token_speaks_for_one()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var details = FakeWorld.Part(await AssertAsync(host, s_forSystemUser), 1).GetProperty("authorization_details");

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
    public async Task No_system_user_is_named_when_the_token_is_the_vendors_own()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var payload = FakeWorld.Part(await AssertAsync(host, new(SystemKind.Agent, "a:b c:d")), 1);

        payload.TryGetProperty("authorization_details", out _).ShouldBeFalse();
        payload.GetProperty("iss").GetString().ShouldBe("client-agent");
        payload.GetProperty("scope").GetString().ShouldBe("a:b c:d");
    }

    [Fact]
    public async Task The_signature_verifies_when_the_key_is_the_one_that_the_header_names()
    {
        await using var host = await SmartCloudHost.StartAsync();
        var assertion = await AssertAsync(host, s_forSystemUser);
        var jwk = host.Get<ClientKeys>().For(SystemKind.Standard).PublicJwk;
        using var rsa = RSA.Create(
            new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(jwk.N),
                Exponent = Base64Url.DecodeFromChars(jwk.E),
            }
        );

        var header = FakeWorld.Part(assertion, 0);
        header.GetRawText().ShouldBe($$"""{"alg":"RS256","kid":"{{jwk.Kid}}","typ":"JWT"}""");
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
    public async Task No_id_is_used_twice_when_many_tokens_are_asked_for()
    {
        await using var host = await SmartCloudHost.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await AssertAsync(host, s_forSystemUser);
        }

        host.World.Assertions.Select(one => one.GetProperty("jti").GetString()).Distinct().Count().ShouldBe(50);
    }

    private static async Task<string> AssertAsync(SmartCloudHost host, TokenRequest request)
    {
        var tokens = host.Get<MaskinportenTokens>();
        if ((await tokens.GetAsync(request, TestContext.Current.CancellationToken)).Value is { } token)
        {
            tokens.Forget(token);
        }

        return FakeWorld.Form(host.World.Handler.CallsTo("POST", "/token").Last())["assertion"]!;
    }
}
