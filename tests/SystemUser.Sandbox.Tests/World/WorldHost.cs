using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.Wire.Scripted.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Tests.World;

/// <summary>The wire with the world behind it, on a free loopback port.</summary>
internal sealed class WorldHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly KeyPool _keys;

    private WorldHost(WebApplication app, KeyPool keys)
    {
        _app = app;
        _keys = keys;
    }

    public HttpClient Http { get; } = new();

    /// <summary>What escaped an endpoint: nothing ever should.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    public WorldStore Store => _app.Services.GetRequiredService<WorldStore>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<WorldHost> StartAsync(WorldOptions? options = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = typeof(WorldStore).Assembly.GetName().Name }
        );
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        var keys = new KeyPool();
        builder.Services.AddSingleton(new WireKeys(keys.Take));
        var address = new WireAddress(new Uri("http://localhost:5090"));
        builder.Services.AddSandbox(address, options ?? new WorldOptions(), subscriptionKeys: []);
        var app = builder.Build();
        var host = new WorldHost(app, keys);
        app.Use(host.NoteFaultsAsync);
        app.UseSandbox();
        await app.StartAsync(TestContext.Current.CancellationToken);
        address.Base = new Uri(app.Urls.Single());
        host.Http.BaseAddress = address.Base;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _keys.Return();
        Faults.ShouldBeEmpty();
    }

    private async Task NoteFaultsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            Faults.Enqueue(fault);
            throw;
        }
    }
}
