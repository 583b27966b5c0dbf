using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using SmartCloud.Customers;
using SmartCloud.Startup;

namespace SmartCloud.Tests.Support;

/// <summary>SmartCloud as it runs, on a port of its own, with the network replaced.</summary>
internal sealed class SmartCloudHost : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;

    private SmartCloudHost(WebApplication app, FakeWorld world, FakeClock time, TemporaryFolder? folder) =>
        (App, World, Time, _folder) = (app, world, time, folder);

    public WebApplication App { get; }

    public FakeWorld World { get; }

    public FakeClock Time { get; }

    public Uri Address => new(App.Urls.Single());

    public static async Task<SmartCloudHost> StartAsync(
        FakeWorld? world = null,
        string? folder = null,
        string urls = "http://127.0.0.1:0",
        params (string Key, string Value)[] settings
    )
    {
        world ??= new FakeWorld();
        var time = new FakeClock();
        var temporary = folder is null ? new TemporaryFolder() : null;
        if (temporary is not null)
        {
            TestKeys.WriteTo(temporary.Path);
        }

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = "SmartCloud",
                EnvironmentName = "Production",
                ContentRootPath = ContentRoot(),
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["SmartCloud:Environment"] = "Test",
                ["SmartCloud:StateFolder"] = folder ?? temporary!.Path,
                ["SmartCloud:StandardSystem:ClientId"] = "client-standard",
                ["SmartCloud:AgentSystem:ClientId"] = "client-agent",
                ["SmartCloud:Customers:0:OrganizationNumber"] = "310904473",
                ["SmartCloud:Customers:0:Name"] = "TILFELDIG SUBTIL APE",
                ["SmartCloud:Customers:1:OrganizationNumber"] = "314250052",
                ["SmartCloud:Customers:1:Name"] = "TILBAKEHOLDEN USYMMETRISK TIGER AS",
                ["SmartCloud:Customers:1:Kind"] = "Agent",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))
        );
        builder.AddSmartCloud();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(handler => handler.PrimaryHandler = new Shared(world.Handler))
        );
        var app = builder.Build();
        app.UseSmartCloud();
        var host = new SmartCloudHost(app, world, time, temporary);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            await time.TimerAsync(WaitingCustomers.Pause);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public static string ContentRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath("../../../samples/SmartCloud", Path.GetDirectoryName(thisFile)!);

    /// <summary>Runs something within a scope of the app's services.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public Browser Browse() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _folder?.Dispose();
    }

    // The factory disposes of the handlers that it builds.
    private sealed class Shared(ScriptedHandler handler) : DelegatingHandler(handler)
    {
        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
