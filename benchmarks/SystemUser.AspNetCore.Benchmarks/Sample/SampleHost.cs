using System.Net;
using KravOgBetalingerApi.Endpoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>
/// The sample as it is in production, its log included, on Kestrel and PostgreSQL, with Maskinporten and Altinn on loopback;
/// beside its own endpoints the one of <see cref="OpenController"/>.
/// </summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private const string Scope = "skatteetaten:kravogbetalinger";

    private readonly WebApplicationFactory<RegnskapssystemController> _factory;

    private SampleHost(ScriptedSandbox sandbox, SampleDatabase database)
    {
        Sandbox = sandbox;
        Database = database;
        _factory = new WebApplicationFactory<RegnskapssystemController>().WithWebHostBuilder(builder =>
        {
            foreach (var (key, value) in sandbox.Configuration)
            {
                builder.UseSetting(key, value);
            }

            builder
                .UseContentRoot(AppContext.BaseDirectory)
                .UseEnvironment(Environments.Production)
                .UseSetting("ConnectionStrings:KravOgBetalinger", database.ConnectionString)
                // One vendor makes the whole load.
                .UseSetting("RateLimit:RequestsPerSecond", "1000000")
                .UseSetting("RateLimit:Burst", "1000000")
                .ConfigureServices(services =>
                {
                    services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
                    // Standard output is the report's.
                    services.Configure<ConsoleLoggerOptions>(console =>
                        console.LogToStandardErrorThreshold = LogLevel.Trace
                    );
                    services.AddControllers().AddApplicationPart(typeof(OpenController).Assembly);
                });
        });
        _factory.UseKestrel();
    }

    public Uri Address => _factory.ClientOptions.BaseAddress;

    public ScriptedSandbox Sandbox { get; }

    public SampleDatabase Database { get; }

    /// <summary>Starts the sample, and waits until its database is filled.</summary>
    public static async Task<SampleHost> StartAsync(SampleDatabase database)
    {
        var sandbox = await ScriptedSandbox.StartAsync();
        sandbox.Pdp.Permit();
        var sample = new SampleHost(sandbox, database);
        sample._factory.StartServer();
        using var http = new HttpClient { BaseAddress = sample.Address };
        while ((await http.GetAsync("/health/ready")).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await database.SettleAsync();
        return sample;
    }

    /// <summary>Makes a token of a system user.</summary>
    public string CreateToken(string owner) =>
        Sandbox.SystemUser(owner).WithScopes(Scope).ExpiresIn(TimeSpan.FromHours(1)).ToString();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
