using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Tests.Maskinporten;

namespace SystemUser.Sandbox.Tests.Story;

/// <summary>A provider's API that is guarded by the package, in the world of a sandbox.</summary>
internal sealed class GuardedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private GuardedApi(WebApplication app)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>Starts an API with one endpoint for each resource: <c>/{resource}/{party}</c>.</summary>
    public static async Task<GuardedApi> StartAsync(
        Uri sandbox,
        MaskinportenClientUnderTest provider,
        TimeProvider clock,
        string scope,
        params string[] resources
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["SystemUser:RequiredScopes:0"] = scope,
                ["SystemUser:Maskinporten:Issuer"] = sandbox.AbsoluteUri,
                ["SystemUser:Maskinporten:MetadataAddress"] = $"{sandbox}.well-known/oauth-authorization-server",
                ["SystemUser:Altinn:BaseAddress"] = sandbox.AbsoluteUri,
                ["SystemUser:Altinn:SubscriptionKey"] = "story",
                ["SystemUser:Client:ClientId"] = provider.ClientId,
                ["SystemUser:Client:PrivateJwk"] = provider.Key.PrivateJwk,
            }
        );
        builder.Services.AddSingleton(clock);
        builder.Services.AddLogging();
        builder.Services.AddRouting();
        builder.Services.AddSystemUserAuthorization();
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        foreach (var resource in resources)
        {
            app.MapGet($"/{resource}/{{party}}", (AuthorizedParty party) => party.ToString())
                .RequireSystemUserRight(
                    resource,
                    right =>
                    {
                        right.PartyFromRoute = "party";
                        right.AllowClients = true;
                    }
                );
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GuardedApi(app);
    }

    /// <summary>Calls the API: <c>200 310904473</c>, or the status and the code of the refusal.</summary>
    public async Task<string> GetAsync(string resource, string party, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{resource}/{party}");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var said = response.IsSuccessStatusCode
            ? await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            : (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
                .GetProperty("code")
                .GetString();
        return $"{(int)response.StatusCode} {said}";
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
