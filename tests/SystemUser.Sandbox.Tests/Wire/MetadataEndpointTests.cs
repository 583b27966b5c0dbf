using System.Text.Json;

namespace SystemUser.Sandbox.Tests.Wire;

public sealed class MetadataEndpointTests : WireTest
{
    [Fact]
    public async Task Metadata_names_the_issuer_the_keys_and_the_token_endpoint()
    {
        var metadata = await GetAsync("/.well-known/oauth-authorization-server");

        metadata.GetProperty("issuer").GetString().ShouldBe(Sandbox.Issuer);
        metadata.GetProperty("jwks_uri").GetString().ShouldBe($"{Sandbox.Issuer}jwk");
        metadata.GetProperty("token_endpoint").GetString().ShouldBe($"{Sandbox.Issuer}token");
        metadata
            .GetProperty("grant_types_supported")[0]
            .GetString()
            .ShouldBe("urn:ietf:params:oauth:grant-type:jwt-bearer");
    }

    [Fact]
    public async Task Issuer_is_the_listening_address_with_a_slash() =>
        (await GetAsync("/.well-known/oauth-authorization-server"))
            .GetProperty("issuer")
            .GetString()!
            .ShouldMatch(@"^http://127\.0\.0\.1:\d+/$");

    [Fact]
    public async Task Key_set_holds_public_halves_only()
    {
        var keys = await GetAsync("/jwk");

        var key = keys.GetProperty("keys").EnumerateArray().ShouldHaveSingleItem();
        key.EnumerateObject().Select(member => member.Name).ShouldBe(["kty", "kid", "use", "alg", "n", "e"]);
    }

    [Fact]
    public async Task Old_keys_stay_published_when_the_key_is_rotated()
    {
        var first = Sandbox.Keys.Current;
        var token = await Provider.MaskinportenTokenAsync();

        var second = Sandbox.Keys.Rotate();

        var keys = await GetAsync("/jwk");
        keys.GetProperty("keys")
            .EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString())
            .ShouldBe([first.KeyId, second.KeyId]);
        TestCaller.IsSignedByOneOf(token, keys).ShouldBeTrue();
        var next = await Provider.MaskinportenTokenAsync();
        TestCaller.Header(next).GetProperty("kid").GetString().ShouldBe(second.KeyId);
        TestCaller.IsSignedByOneOf(next, keys).ShouldBeTrue();
    }

    [Fact]
    public async Task Key_is_not_published_when_it_has_been_withdrawn()
    {
        var first = Sandbox.Keys.Current;
        var second = Sandbox.Keys.Rotate();

        Sandbox.Keys.Withdraw(first);

        var keys = await GetAsync("/jwk");
        keys.GetProperty("keys")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("kid")
            .GetString()
            .ShouldBe(second.KeyId);
    }

    [Fact]
    public async Task Altinns_issuer_and_keys_are_its_own()
    {
        var metadata = await GetAsync("/authentication/api/v1/openid/.well-known/openid-configuration");
        var keys = await GetAsync(new Uri(metadata.GetProperty("jwks_uri").GetString()!).AbsolutePath);

        var token = await Provider.AltinnTokenAsync();

        TestCaller.Payload(token).GetProperty("iss").GetString().ShouldBe(metadata.GetProperty("issuer").GetString());
        TestCaller.IsSignedByOneOf(token, keys).ShouldBeTrue();
        keys.GetRawText().ShouldNotContain(Sandbox.Keys.Current.KeyId);
    }

    private async Task<JsonElement> GetAsync(string path) =>
        await TestCaller.ReadAsync(await Provider.Http.GetAsync(path, Cancelled));
}
