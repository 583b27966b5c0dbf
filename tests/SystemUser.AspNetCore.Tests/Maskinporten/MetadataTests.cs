using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Authentication;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

/// <summary>Metadata and keys that cannot be had, or are not to be trusted.</summary>
public sealed class MetadataTests
{
    /// <summary>What is wrong, how it comes about, and what is said of it.</summary>
    private static readonly Dictionary<string, (Action<ScriptedSandbox> Break, string Fault)> s_broken = new()
    {
        ["fails"] = (sandbox => sandbox.Metadata.Always.Fail(500), "answered 500."),
        ["is not found"] = (sandbox => sandbox.Metadata.Always.Fail(404), "answered 404."),
        ["is cut off"] = (sandbox => sandbox.Metadata.Always.Drop(), "did not answer"),
        ["redirects"] = (
            sandbox => sandbox.Metadata.Always.WithHeader("Location", "/jwk").Fail(302),
            "oauth-authorization-server answered 302."
        ),
        ["is HTML"] = (
            sandbox => sandbox.Metadata.Always.Respond("<html>", contentType: "text/html"),
            "The metadata is not JSON."
        ),
        ["is empty"] = (sandbox => sandbox.Metadata.Always.Respond(""), "The metadata is not JSON."),
        ["is a list"] = (sandbox => sandbox.Metadata.Always.Respond("[]"), "not one JSON object"),
        ["is another issuer's"] = (
            sandbox => Metadata(sandbox, "issuer", sandbox.Issuer.TrimEnd('/')),
            "the slash at the end counts"
        ),
        ["names no issuer"] = (sandbox => Metadata(sandbox, "issuer", null), "another issuer's"),
        ["names no keys"] = (sandbox => Metadata(sandbox, "jwks_uri", null), "'jwks_uri' must be"),
        ["has keys over http"] = (
            sandbox => Metadata(sandbox, "jwks_uri", "http://test.maskinporten.no/jwk"),
            "'jwks_uri' must be"
        ),
        ["has keys in a file"] = (sandbox => Metadata(sandbox, "jwks_uri", "file:///etc/passwd"), "'jwks_uri' must be"),
        ["has keys at a loopback in name only"] = (
            sandbox => Metadata(sandbox, "jwks_uri", "http://localhost.evil.no/jwk"),
            "'jwks_uri' must be"
        ),
        ["has keys behind user info"] = (
            sandbox => Metadata(sandbox, "jwks_uri", "http://user@localhost:5090/jwk"),
            "'jwks_uri' must be"
        ),
        ["has keys at a relative address"] = (sandbox => Metadata(sandbox, "jwks_uri", "jwk"), "'jwks_uri' must be"),
        ["has keys at a number"] = (sandbox => Metadata(sandbox, "jwks_uri", 7), "'jwks_uri' must be"),
        ["names no token endpoint"] = (
            sandbox => Metadata(sandbox, "token_endpoint", null),
            "'token_endpoint' must be"
        ),
        ["has a token endpoint over http"] = (
            sandbox => Metadata(sandbox, "token_endpoint", "http://test.maskinporten.no/token"),
            "'token_endpoint' must be"
        ),
        ["repeats a member"] = (
            sandbox =>
                sandbox.Metadata.Always.Respond(
                    Document(sandbox).ToJsonString().Insert(1, $"\"issuer\":\"{sandbox.Issuer}\",")
                ),
            "without repetitions"
        ),
        ["is too long"] = (
            sandbox => sandbox.Metadata.Always.Respond(Document(sandbox).ToJsonString() + new string(' ', 1024 * 1024)),
            "ConfigurationLimitExceeded"
        ),
        ["has keys that fail"] = (sandbox => sandbox.Jwks.Always.Fail(500), "jwk answered 500."),
        ["has keys that redirect"] = (
            sandbox => sandbox.Jwks.Always.WithHeader("Location", "/jwk").Fail(307),
            "jwk answered 307."
        ),
        ["has keys that are no JSON"] = (sandbox => sandbox.Jwks.Always.Respond("{'keys':[]}"), "not JSON"),
        ["has no key"] = (sandbox => sandbox.Jwks.Always.Respond("{\"keys\":[]}"), "no RSA key"),
        ["has keys that are no list"] = (sandbox => sandbox.Jwks.Always.Respond("{\"keys\":{}}"), "array 'keys'"),
        ["has keys twice"] = (
            sandbox => sandbox.Jwks.Always.Respond($"{{\"keys\":[{sandbox.Keys.Current.PublicJwk}],\"keys\":[]}}"),
            "array 'keys'"
        ),
        ["has keys that are too long"] = (
            sandbox =>
                sandbox.Jwks.Always.Respond(
                    $"{{\"keys\":[{sandbox.Keys.Current.PublicJwk}]}}" + new string(' ', 1024 * 1024)
                ),
            "ConfigurationLimitExceeded"
        ),
    };

    private static readonly Dictionary<string, Func<JsonObject, string>> s_unfit = new()
    {
        ["for encryption"] = key => With(key, "use", "enc"),
        ["for a use that is no text"] = key => With(key, "use", 7),
        ["of another kind"] = key => With(key, "kty", "EC"),
        ["for another algorithm"] = key => With(key, "alg", "PS256"),
        ["for a list of algorithms"] = key => With(key, "alg", new JsonArray("RS256")),
        ["without an id"] = key => With(key, "kid", null),
        ["with an id that is a number"] = key => With(key, "kid", 7),
        ["without a modulus"] = key => With(key, "n", null),
        ["with a modulus that is no base64url"] = key => With(key, "n", "=+/="),
        ["with an empty modulus"] = key => With(key, "n", "AAAA"),
        ["with the exponent 1"] = key => With(key, "e", "AQ"),
        ["with an even exponent"] = key => With(key, "e", "AQAC"),
        ["with a huge exponent"] = key => With(key, "e", new string('A', 3) + "B" + new string('_', 300)),
        ["without an exponent"] = key => With(key, "e", null),
        ["with its private half"] = key => With(key, "d", "AQAB"),
        ["with a member twice"] = key => key.ToJsonString().Insert(1, "\"kty\":\"RSA\","),
        ["that is a list"] = key => $"[{key.ToJsonString()}]",
        ["that is text"] = _ => "\"key\"",
        ["that is nothing"] = _ => "null",
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    public static TheoryData<string> Unfit => [.. s_unfit.Keys];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_request_is_503_while_metadata(string broken)
    {
        await using var app = await TestApp.StartAsync();
        s_broken[broken].Break(app.Sandbox);

        (await app.GetAsync(app.Sandbox.SystemUser())).ShouldBe(503, "token-verification-unavailable", retryAfter: "5");
        app.Services.GetRequiredService<DependencyStates>()
            .Metadata.Last!.Fault.ShouldNotBeNull()
            .ShouldContain(s_broken[broken].Fault);

        app.Sandbox.Reset();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_request_is_503_after_two_seconds_when_metadata_does_not_answer()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Metadata.Always.HeldUntil(new TaskCompletionSource().Task).Work();

        var request = app.GetAsync(app.Sandbox.SystemUser());
        await app.Sandbox.Metadata.WaitForCallsAsync(1, TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1999));
        request.IsCompleted.ShouldBeFalse();
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await request).ShouldBe(503, "token-verification-unavailable", retryAfter: "5");
    }

    [Fact]
    public async Task Metadata_is_asked_for_once_a_second_under_a_flood_when_it_is_down()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Metadata.Always.Fail(500);

        for (var second = 0; second < 3; second++)
        {
            var flood = Enumerable.Range(0, 30).Select(_ => app.GetAsync(app.Sandbox.SystemUser()));
            (await Task.WhenAll(flood)).ShouldAllBe(answer => answer.Status == 503);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        app.Sandbox.Metadata.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_is_401_without_a_fetch_when_it_is_refused_without_a_key()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Metadata.Always.Fail(500);

        (await app.GetAsync(null)).ShouldBe(401, "token-missing", "Bearer");
        (await app.GetAsync(app.Sandbox.SystemUser().SignedWith("none"))).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser().With("exp", 1))).ShouldBeInvalid("token-expired");
        (await app.GetAsync(app.Sandbox.SystemUser().With("iss", "x"))).ShouldBeInvalid("token-wrong-issuer");
        app.Sandbox.Metadata.Calls.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task A_published_key_is_not_used_when_it_is(string unfit)
    {
        await using var app = await TestApp.StartAsync();
        var good = SigningKey.Create();
        var odd = s_unfit[unfit](JsonNode.Parse(app.Sandbox.Keys.Current.PublicJwk)!.AsObject());
        app.Sandbox.Jwks.Always.Respond($"{{\"keys\":[{odd},{good.PublicJwk}]}}");

        (await app.GetAsync(app.Sandbox.SystemUser())).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser().SignedBy(good))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public async Task A_published_key_is_not_used_when_it_has_fewer_than_2048_bits(int bits)
    {
        await using var app = await TestApp.StartAsync();
        var weak = SigningKey.Create(bits: bits);
        app.Sandbox.Keys.Publish(weak);

        (await app.GetAsync(app.Sandbox.SystemUser().SignedBy(weak))).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Published_keys_are_not_used_when_different_ones_share_an_id()
    {
        await using var app = await TestApp.StartAsync();
        var one = SigningKey.Create("twice");
        var other = SigningKey.Create("twice");
        app.Sandbox.Keys.Publish(one);
        app.Sandbox.Keys.Publish(other);

        (await app.GetAsync(app.Sandbox.SystemUser().SignedBy(one))).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser().SignedBy(other))).ShouldBeInvalid();
        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_used_when_it_is_published_twice()
    {
        await using var app = await TestApp.StartAsync();
        app.Sandbox.Keys.Publish(app.Sandbox.Keys.Current);

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_used_when_it_does_not_say_what_it_is_for()
    {
        await using var app = await TestApp.StartAsync();
        var key = JsonNode.Parse(app.Sandbox.Keys.Current.PublicJwk)!.AsObject();
        key.Remove("use");
        key.Remove("alg");
        key["x5c"] = new JsonArray("MIIB");
        app.Sandbox.Jwks.Always.Respond(new JsonObject { ["keys"] = new JsonArray(key), ["more"] = 1 }.ToJsonString());

        (await app.GetAsync(app.Sandbox.SystemUser())).Status.ShouldBe(200);
    }

    private static void Metadata(ScriptedSandbox sandbox, string member, JsonNode? value)
    {
        var document = Document(sandbox);
        document[member] = value;
        if (value is null)
        {
            document.Remove(member);
        }

        sandbox.Metadata.Always.Respond(document.ToJsonString());
    }

    private static JsonObject Document(ScriptedSandbox sandbox) =>
        new()
        {
            ["issuer"] = sandbox.Issuer,
            ["token_endpoint"] = sandbox.Issuer + "token",
            ["jwks_uri"] = sandbox.Issuer + "jwk",
        };

    private static string With(JsonObject key, string member, JsonNode? value)
    {
        key[member] = value;
        if (value is null)
        {
            key.Remove(member);
        }

        return key.ToJsonString();
    }
}
