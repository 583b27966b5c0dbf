using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Testing;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>An API on a real Kestrel, and callers who speak to it byte by byte.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MetricCollector<long> _connections;
    private readonly MetricCollector<long> _requests;

    private KestrelHost(WebApplication app, ScriptedSandbox sandbox, FakeLogCollector log)
    {
        _app = app;
        Sandbox = sandbox;
        Log = log;
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        _connections = new(meters, "Microsoft.AspNetCore.Server.Kestrel", "kestrel.active_connections");
        _requests = new(meters, "Microsoft.AspNetCore.Hosting", "http.server.active_requests");
    }

    public ScriptedSandbox Sandbox { get; }

    public FakeLogCollector Log { get; }

    public Uri Address => new(_app.Urls.Single());

    public long Connections => _connections.GetMeasurementSnapshot().Sum(one => one.Value);

    public long Requests => _requests.GetMeasurementSnapshot().Sum(one => one.Value);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts an API that speaks HTTP/1.1, in which who dawdles is cut off after two seconds.</summary>
    public static Task<KestrelHost> StartAsync() =>
        StartAsync(_ => { }, new MinDataRate(1000, TimeSpan.FromSeconds(2)));

    /// <summary>Starts an API.</summary>
    public static async Task<KestrelHost> StartAsync(Action<ListenOptions> listen, MinDataRate? leastRate)
    {
        var sandbox = new ScriptedSandbox();
        var log = new FakeLogCollector();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Production }
        );
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .UseQuic()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen);
                kestrel.Limits.MinRequestBodyDataRate = leastRate;
            });
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log)).SetMinimumLevel(LogLevel.Trace);
        builder.UseSystemUserSandbox(sandbox);
        builder.Configuration["SystemUser:RequiredScopes:0"] = Door.Scope;
        builder.Configuration["SystemUser:Decisions:AttemptTimeout"] = "00:00:30";
        builder.Configuration["SystemUser:Decisions:TotalTimeout"] = "00:01:00";
        builder.Services.AddSingleton<PartyOfSlowBody>();
        builder.Services.AddSystemUserAuthorization();
        builder.Environment.ApplicationName = typeof(ScriptedSandbox).Assembly.GetName().Name!; // not what else the tests have
        var app = builder.Build();
        app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
        app.MapGet(
                "/long",
                (HttpContext context) => context.Response.Body.WriteAsync(new byte[64 * 1024 * 1024]).AsTask()
            )
            .RequireSystemUserRight(Door.Resource);
        app.MapPost("/body", () => "body")
            .RequireSystemUserRight(Door.Resource, right => right.PartyFrom = typeof(PartyOfSlowBody));
        var host = new KestrelHost(app, sandbox, log);
        await app.StartAsync(Cancelled);
        return host;
    }

    /// <summary>Gets what is told of as an error, but for what Kestrel tells of a body that its connection took along.</summary>
    public IEnumerable<string> Errors =>
        Log.GetSnapshot()
            .Where(record => record.Level >= LogLevel.Error)
            .Where(record => record.Category?.StartsWith("Microsoft.AspNetCore.Server.Kestrel") != true)
            .Select(record => record.Message);

    /// <summary>Makes the token of a system user with the scope.</summary>
    public MaskinportenToken Token() =>
        Sandbox.SystemUser(Door.Owner).WithScopes(Door.Scope).ExpiresIn(TimeSpan.FromHours(1));

    /// <summary>Opens a connection and says something on it.</summary>
    public async Task<Socket> SayAsync(string text)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Address.Port, Cancelled);
        await socket.SendAsync(Encoding.Latin1.GetBytes(text), Cancelled);
        return socket;
    }

    /// <summary>Says something on a connection of its own, and reads until the other side ends it.</summary>
    public async Task<string> AskAsync(string text)
    {
        using var socket = await SayAsync(text);
        return await ReadAsync(socket);
    }

    /// <summary>Reads until the other side ends the connection.</summary>
    public static async Task<string> ReadAsync(Socket socket)
    {
        var read = new StringBuilder();
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await socket.ReceiveAsync(buffer, Cancelled)) > 0)
            {
                read.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // It was reset: what came before is the answer.
        }

        return read.ToString();
    }

    /// <summary>Ends a connection as a process that dies does: with a reset.</summary>
    public static void Abort(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _connections.Dispose();
        _requests.Dispose();
        Sandbox.Dispose();
    }

    private sealed class PartyOfSlowBody : ISystemUserPartyResolver
    {
        public async ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(httpContext.Request.Body);
            return await reader.ReadToEndAsync(CancellationToken.None); // it ends with its connection
        }
    }
}
