using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>An app of the test's own behind the real pipeline, in a sandbox whose decision point permits nothing by itself.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public const string Resource = "ske-krav-og-betalinger";
    public const string Owner = "310904473";
    public const string Client = "312714051";

    private readonly WebApplication _app;

    private Door(WebApplication app, ScriptedSandbox sandbox, SystemUserAuditLog audit, FakeLogCollector log)
    {
        _app = app;
        Sandbox = sandbox;
        Audit = audit;
        Log = log;
        Http = app.GetTestClient();
    }

    public ScriptedSandbox Sandbox { get; }

    public SystemUserAuditLog Audit { get; }

    public FakeLogCollector Log { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>
    /// Opens an app. Its endpoints are protected by the scope unless <paramref name="scope"/> is another, or none. Demands that no
    /// endpoint carries are searched for in the assembly <paramref name="searched"/>, not in the tests'.
    /// </summary>
    public static async Task<Door> OpenAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null,
        Action<SystemUserBuilder>? configure = null,
        string? scope = Scope,
        (string Key, string Value)[]? settings = null,
        TimeProvider? clock = null,
        Action<ScriptedSandbox>? arrange = null,
        string? searched = null
    )
    {
        var sandbox = new ScriptedSandbox(clock);
        arrange?.Invoke(sandbox);
        var audit = new SystemUserAuditLog();
        var log = new FakeLogCollector();
        var app = Build(sandbox, audit, log, services, configure, scope, settings ?? [], searched);
        try
        {
            map(app);
            await app.StartAsync(Cancelled);
        }
        catch
        {
            await app.DisposeAsync();
            sandbox.Dispose();
            throw;
        }

        return new Door(app, sandbox, audit, log);
    }

    /// <summary>Opens an app that must not start, and returns why it does not.</summary>
    public static async Task<string> RefusesToOpenAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? services = null,
        Action<SystemUserBuilder>? configure = null,
        string? scope = Scope,
        string? searched = null
    )
    {
        var exception = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await using var door = await OpenAsync(map, services, configure, scope, searched: searched);
        });
        return exception.Message;
    }

    /// <summary>Makes the token of a system user with the scope.</summary>
    public MaskinportenToken Token(string owner = Owner) => Sandbox.SystemUser(owner).WithScopes(Scope);

    public Task<Reply> GetAsync(string path, MaskinportenToken? token = null, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Get, path, token, headers);

    public async Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        MaskinportenToken? token = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await Http.SendAsync(request, Cancelled);
        return await Reply.OfAsync(response, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Sandbox.Dispose();
    }

    private static WebApplication Build(
        ScriptedSandbox sandbox,
        SystemUserAuditLog audit,
        FakeLogCollector log,
        Action<IServiceCollection>? services,
        Action<SystemUserBuilder>? configure,
        string? scope,
        (string Key, string Value)[] settings,
        string? searched
    )
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log)).SetMinimumLevel(LogLevel.Trace);
        builder.UseSystemUserSandbox(sandbox);
        if (scope is not null)
        {
            builder.Configuration["SystemUser:RequiredScopes:0"] = scope;
        }

        if (!settings.Any(setting => setting.Key.EndsWith("Timeout", StringComparison.Ordinal)))
        {
            // A busy machine is not to be mistaken for an outage.
            builder.Configuration["SystemUser:Decisions:TotalTimeout"] = "00:01:00";
            builder.Configuration["SystemUser:Decisions:AttemptTimeout"] = "00:00:30";
        }

        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Services.AddSingleton<ISystemUserAuditSink>(audit);
        services?.Invoke(builder.Services);
        var added = builder.Services.AddSystemUserAuthorization();
        configure?.Invoke(added);
        builder.Environment.ApplicationName = searched ?? typeof(ScriptedSandbox).Assembly.GetName().Name!;
        return builder.Build();
    }
}
