using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SystemUser.Sandbox.Maskinporten.Internal;
using SystemUser.Sandbox.Tests.Wire;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>The world behind the wire, on a free loopback port and a clock that the test moves.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private static readonly WorldSeed s_seed = WorldSeed.Embedded();
    private WebApplication? _app;
    private HttpClient? _http;

    internal ManualTimeProvider Clock { get; } = new();

    internal WorldStore Store { get; } = new(s_seed, null, NullLogger<WorldStore>.Instance);

    internal HttpClient Http => _http!;

    internal string Issuer => Http.BaseAddress!.AbsoluteUri;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var address = new WireAddress(new Uri("http://127.0.0.1"));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Store);
        builder.Services.AddSingleton<IDecisionSource, NoDecisions>();
        builder.Services.AddSingleton<IServiceOwners, NoDecisions>();
        builder.Services.AddWire(address);
        builder.Services.AddSandboxMaskinporten();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapWire();
        _app.MapSandboxMaskinporten();
        await _app.StartAsync(Cancelled);
        address.Base = new Uri(_app.Urls.Single());
        _http = new HttpClient { BaseAddress = address.Base };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Store.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<JsonElement> SendAsync(
        HttpMethod method,
        string path,
        JsonNode? body = null,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await Http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>Registers a client with a key of its own, over HTTP.</summary>
    internal async Task<MaskinportenClientUnderTest> RegisterClientAsync(string orgNo, params string[] scopes)
    {
        var key = SigningKey.Create();
        var answer = await SendAsync(
            HttpMethod.Post,
            "/sandbox/maskinporten/clients",
            new JsonObject
            {
                ["orgNo"] = orgNo,
                ["name"] = "A client",
                ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
                ["jwks"] = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(key.PublicJwk)) },
            },
            HttpStatusCode.Created
        );
        return new MaskinportenClientUnderTest(this, answer.GetProperty("clientId").GetString()!, key, scopes);
    }

    /// <summary>Gives one of the seeded clients a key, as whoever uses it does.</summary>
    internal async Task<MaskinportenClientUnderTest> UseClientAsync(string clientId)
    {
        var key = SigningKey.Create();
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/sandbox/maskinporten/clients/{clientId}/jwks",
            new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(key.PublicJwk)) }
        );
        return new MaskinportenClientUnderTest(
            this,
            clientId,
            key,
            [.. answer.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!)]
        );
    }
}
