using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Tests.Decisions.Chaos;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Soak;

/// <summary>One of the API's hosts, on a real Kestrel, which tells where a decision came from.</summary>
internal sealed class SoakHost : IAsyncDisposable
{
    public const int MaxConcurrentCalls = 64;
    public const string Source = "X-Source";

    public static readonly TimeSpan PermitLifetime = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly MeterListener _listener = new();
    private long _requests;

    private SoakHost(WebApplication app)
    {
        _app = app;
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.active_requests" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _requests, change));
        _listener.Start();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromMinutes(1) };
    }

    public HttpClient Http { get; }

    public static async Task<SoakHost> StartAsync(
        ScriptedSandbox sandbox,
        ChaosAltinn altinn,
        string? redis,
        string sealKey,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(sandbox.Configuration);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["SystemUser:RequiredScopes:0"] = Support.Host.Scope,
                ["SystemUser:Altinn:BaseAddress"] = altinn.Address,
                ["SystemUser:Maskinporten:ValidatedTokenLifetime"] = "00:00:10",
                ["SystemUser:Decisions:PermitLifetime"] = $"{PermitLifetime}",
                ["SystemUser:Decisions:RefusalLifetime"] = "00:00:01",
                ["SystemUser:Decisions:AttemptTimeout"] = $"{AttemptTimeout}",
                ["SystemUser:Decisions:TotalTimeout"] = "00:00:05",
                ["SystemUser:Decisions:MaxConcurrentCalls"] = $"{MaxConcurrentCalls}",
                ["SystemUser:Decisions:SealKey"] = sealKey,
            }
        );
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<ISystemUserAuditSink, SourceTeller>();
        var added = builder.Services.AddSystemUserAuthorization();
        if (redis is not null)
        {
            added.AddRedis(options => options.Configuration = redis + ",abortConnect=false");
        }

        builder.Environment.ApplicationName = typeof(ScriptedSandbox).Assembly.GetName().Name!;
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/krav", () => "in").RequireSystemUserRight(Support.Host.Resource);
        await app.StartAsync(cancellationToken);
        return new SoakHost(app);
    }

    public ValueTask ForgetAsync(string systemUser, CancellationToken cancellationToken) =>
        _app
            .Services.GetRequiredService<ISystemUserAuthorizer>()
            .ForgetAsync(SystemUserId.Parse(systemUser), cancellationToken);

    /// <summary>Gets how many requests have begun and not ended.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Changes what may change while the app runs.</summary>
    public void Reload()
    {
        _app.Configuration["SystemUser:Decisions:RefusalLifetime"] = $"00:00:0{Random.Shared.Next(1, 3)}";
        _app.Configuration["SystemUser:Decisions:UncachedPerSystemUserPerMinute"] = $"{Random.Shared.Next(500, 700)}";
        ((IConfigurationRoot)_app.Configuration).Reload();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _listener.Dispose();
    }

    private sealed class SourceTeller(IHttpContextAccessor accessor) : ISystemUserAuditSink
    {
        public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
        {
            accessor.HttpContext!.Response.Headers[Source] = auditRecord.Source?.ToString();
            return default;
        }
    }
}
