using System.Text.Json;
using SystemUser.Sandbox.Tests.Wire;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Maskinporten;

public sealed class KeyRotationEndpointTests : MaskinportenTest
{
    private const string Path = "/sandbox/maskinporten/keys/rotate";

    [Fact]
    public async Task Old_key_stays_published_when_keys_are_rotated()
    {
        var client = await RegisterClientAsync(The.Vendor, "skatteetaten:kravogbetalinger");
        var before = await client.TokenAsync();

        var answer = await CallAsync(HttpMethod.Post, Path);

        var after = await client.TokenAsync();
        KeyId(after).ShouldBe(answer.GetProperty("kid").GetString());
        KeyId(after).ShouldNotBe(KeyId(before));
        var jwks = await CallAsync(HttpMethod.Get, "/jwk");
        TestCaller.IsSignedByOneOf(before, jwks).ShouldBeTrue();
        TestCaller.IsSignedByOneOf(after, jwks).ShouldBeTrue();
        Published(answer).ShouldBe([KeyId(before), KeyId(after)]);
    }

    [Fact]
    public async Task Old_key_is_withdrawn_when_the_rotation_asks_for_it()
    {
        var answer = await CallAsync(HttpMethod.Post, $"{Path}?withdrawOld=true");

        Published(answer).ShouldBe([answer.GetProperty("kid").GetString()]);
        var jwks = await CallAsync(HttpMethod.Get, "/jwk");
        jwks.GetProperty("keys")
            .EnumerateArray()
            .Single()
            .GetProperty("kid")
            .GetString()
            .ShouldBe(answer.GetProperty("kid").GetString());
    }

    private static string? KeyId(string token) => TestCaller.Header(token).GetProperty("kid").GetString();

    private static IEnumerable<string?> Published(JsonElement answer) =>
        answer.GetProperty("published").EnumerateArray().Select(item => item.GetString());
}
