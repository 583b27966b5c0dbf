using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Support;

/// <summary>One of an app's hosts: the real pipeline in memory, in a sandbox that it shares with the others.</summary>
internal sealed class Host : IAsyncDisposable
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public const string Resource = "ske-krav-og-betalinger";
    public const string Owner = "310904473";

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private Host(WebApplication app, FakeLogCollector log, SystemUserAuditLog audit)
    {
        _app = app;
        _http = app.GetTestClient();
        Log = log;
        Audit = audit;
    }

    public FakeLogCollector Log { get; }

    public SystemUserAuditLog Audit { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a host.</summary>
    /// <param name="sandbox">Maskinporten and Altinn.</param>
    /// <param name="addRedis">Calls <c>AddRedis</c>.</param>
    /// <param name="protection">The key ring; <see langword="null"/> is the framework's own default.</param>
    /// <param name="settings">Further configuration.</param>
    /// <param name="services">Registers what the app has besides.</param>
    public static async Task<Host> StartAsync(
        ScriptedSandbox sandbox,
        Action<SystemUserBuilder> addRedis,
        IDataProtectionProvider? protection = null,
        (string Key, string Value)[]? settings = null,
        Action<IServiceCollection>? services = null
    )
    {
        var log = new FakeLogCollector();
        var audit = new SystemUserAuditLog();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log)).SetMinimumLevel(LogLevel.Trace);
        builder.UseSystemUserSandbox(sandbox);
        builder.Configuration["SystemUser:RequiredScopes:0"] = Scope;
        builder.Configuration["SystemUser:Decisions:TotalTimeout"] = "00:01:00";
        builder.Configuration["SystemUser:Decisions:AttemptTimeout"] = "00:00:30";
        foreach (var (key, value) in settings ?? [])
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddSingleton<ISystemUserAuditSink>(audit);
        builder.Services.AddHealthChecks().AddSystemUser();
        addRedis(builder.Services.AddSystemUserAuthorization());
        if (protection is not null)
        {
            builder.Services.AddSingleton(protection);
        }

        services?.Invoke(builder.Services);
        builder.Environment.ApplicationName = typeof(ScriptedSandbox).Assembly.GetName().Name!;
        var app = builder.Build();
        Map(app);
        try
        {
            await app.StartAsync(Cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new Host(app, log, audit);
    }

    /// <summary>Asks for the owner's claims, and tells where the decision came from.</summary>
    public async Task<DecisionSource> AskAsync(MaskinportenToken token)
    {
        (await StatusAsync(token)).ShouldBe(StatusCodes.Status200OK);
        return Audit.Records[^1].Source!.Value;
    }

    /// <summary>Asks for the owner's claims.</summary>
    public async Task<int> StatusAsync(MaskinportenToken token)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/krav", token);
        return (int)answer.StatusCode;
    }

    /// <summary>Asks for the claims of many clients at once, and tells of how many they may be read.</summary>
    public async Task<int> AskManyAsync(MaskinportenToken token, int first, int count)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/klienter/{first}/{count}", token);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<int>(Cancel);
    }

    public async Task ForgetAsync(MaskinportenToken token)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/forget", token);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<HealthReportEntry> HealthAsync() =>
        (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel)).Entries["systemuser-shared"];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/krav", () => "in").RequireSystemUserRight(Resource);
        app.MapGet(
                "/klienter/{first:int}/{count:int}",
                async (
                    int first,
                    int count,
                    AltinnSystemUser systemUser,
                    ISystemUserAuthorizer authorizer,
                    CancellationToken aborted
                ) =>
                {
                    var questions = Enumerable
                        .Range(first, count)
                        .Select(number => new SystemUserQuestion(
                            new SystemUserRight(ResourceId.Parse(Resource), ActionId.Parse("read")),
                            OrganizationNumber.Parse((310_000_000 + number).ToString())
                        ));
                    var results = await authorizer.AuthorizeManyAsync(systemUser, [.. questions], aborted);
                    return results.Count(result => result.Succeeded);
                }
            )
            .RequireMaskinportenScope(Scope);
        app.MapPost(
                "/forget",
                (AltinnSystemUser systemUser, ISystemUserAuthorizer authorizer, CancellationToken aborted) =>
                    authorizer.ForgetAsync(systemUser.Id, aborted).AsTask()
            )
            .RequireMaskinportenScope(Scope);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, MaskinportenToken token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", token.ToString());
        return await _http.SendAsync(request, Cancel);
    }
}
