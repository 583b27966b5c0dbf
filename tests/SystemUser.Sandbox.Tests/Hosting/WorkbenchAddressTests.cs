using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>From an API's refusal to its reason: the answer names the page of the workbench that shows it.</summary>
public sealed class WorkbenchAddressTests : IAsyncLifetime
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Owner = "310904473";
    private const string Stranger = "313750531";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private readonly HttpClient _http = new();
    private Uri? _sandbox;
    private WebApplication? _app;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = new Uri($"http://localhost:{DevelopedApp.FreePort()}");
        var builder = DevelopedApp.Builder(
            $"--SystemUserSandbox:Address={_sandbox}",
            $"--SystemUser:RequiredScopes:0={Scope}"
        );
        builder.AddSystemUserSandbox();
        builder.Services.AddSystemUserAuthorization();
        _app = builder.Build();
        _app.MapGet("/{number}", (AuthorizedParty party) => party.ToString())
            .RequireSystemUserRight(
                "ske-krav-og-betalinger",
                right =>
                {
                    right.PartyFromRoute = "number";
                    right.AllowClients = true;
                }
            );
        await _app.StartAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app!.StopAsync(Cancelled);
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Refusal_names_the_page_that_says_why()
    {
        using var answer = await CallAsync(Stranger, await TokenAsync(), TraceId);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var address = await WorkbenchOf(answer);
        address.ShouldBe($"{_sandbox!.GetLeftPart(UriPartial.Authority)}/workbench/trace/{TraceId}");
        answer.Headers.GetValues("Link").Single().ShouldBe($"<{address}>; rel=\"help\"");
        var page = WebUtility.HtmlDecode(await _http.GetStringAsync(address, Cancelled));
        page.ShouldContain("it is a standard system user of TILFELDIG SUBTIL APE");
        page.ShouldContain("right-missing");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "token-missing")]
    [InlineData("nonsense", HttpStatusCode.Unauthorized, "A token was refused")]
    [InlineData("another:scope", HttpStatusCode.Forbidden, "insufficient-scope")]
    public async Task Refusal_before_anybody_is_asked_is_in_the_log_too(
        string? token,
        HttpStatusCode status,
        string seen
    )
    {
        var sent = token is "another:scope" ? await TokenAsync(token) : token;

        using var answer = await CallAsync(Owner, sent, TraceId);

        answer.StatusCode.ShouldBe(status);
        var address = await WorkbenchOf(answer);
        string page;
        do
        {
            page = WebUtility.HtmlDecode(await _http.GetStringAsync(address, Cancelled));
        } while (!page.Contains(seen, StringComparison.Ordinal)); // the framework tells of a challenge after it has been answered
    }

    [Fact]
    public async Task Remembered_permit_is_in_the_log_without_a_question()
    {
        var token = await TokenAsync();
        (await CallAsync(Owner, token, traceId: null)).Dispose();

        using var answer = await CallAsync(Owner, token, TraceId);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Link").ShouldBeFalse();
        var page = WebUtility.HtmlDecode(
            await _http.GetStringAsync(new Uri(_sandbox!, $"/workbench/trace/{TraceId}"), Cancelled)
        );
        page.ShouldContain("Permit from cache");
        page.ShouldNotContain("POST /authorization/api/v1/authorize");
    }

    [Fact]
    public async Task Call_is_found_by_the_trace_of_the_request_when_nobody_listens_to_the_package()
    {
        (await CallAsync(Owner, await TokenAsync(), TraceId)).Dispose();

        var page = await _http.GetStringAsync(new Uri(_sandbox!, $"/workbench/trace/{TraceId}"), Cancelled);

        page.ShouldContain("POST /authorization/api/v1/authorize");
        page.ShouldContain("granted");
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Staging")]
    [InlineData("Production")]
    public async Task No_page_is_named_when_the_app_is_not_for_the_sandbox(string environment)
    {
        var builder = DevelopedApp.Builder(
            environment,
            [
                $"--SystemUser:RequiredScopes:0={Scope}",
                $"--SystemUser:Maskinporten:Issuer={_sandbox}",
                $"--SystemUser:Maskinporten:MetadataAddress={_sandbox}.well-known/oauth-authorization-server",
                $"--SystemUser:Altinn:BaseAddress={_sandbox}",
                "--SystemUser:Altinn:SubscriptionKey=any",
                $"--SystemUser:Client:ClientId={_app!.Configuration["SystemUser:Client:ClientId"]}",
                $"--SystemUser:Client:PrivateJwk={_app.Configuration["SystemUser:Client:PrivateJwk"]}",
            ]
        );
        builder.Logging.AddConsole();
        builder.Services.AddSystemUserAuthorization();
        await using var other = builder.Build();
        other
            .MapGet("/{number}", (AuthorizedParty party) => party.ToString())
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.PartyFromRoute = "number");
        await other.StartAsync(Cancelled);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{other.Urls.Single()}/{Stranger}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        request.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        request.Headers.Host = _sandbox!.Authority;
        using var answer = await _http.SendAsync(request, Cancelled);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Link").ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync(Cancelled)).ShouldNotContain("workbench");
        await other.StopAsync(Cancelled);
    }

    private Task<string> TokenAsync(string scope = Scope) =>
        _http.GetStringAsync(
            new Uri(_sandbox!, $"/api/GetSystemUserToken?systemUserId={SystemUser}&scopes={scope}"),
            Cancelled
        );

    private async Task<HttpResponseMessage> CallAsync(string party, string? token, string? traceId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_app!.Urls.Single()}/{party}");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (traceId is not null)
        {
            request.Headers.Add("traceparent", $"00-{traceId}-b7ad6b7169203331-00");
        }

        return await _http.SendAsync(request, Cancelled);
    }

    private static async Task<string?> WorkbenchOf(HttpResponseMessage answer) =>
        JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(Cancelled))
            .RootElement.GetProperty("workbench")
            .GetString();
}
