using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The API as in production, but in a sandbox of Maskinporten and Altinn, and on the day of the documentation's examples.</summary>
public class SampleApp : IDisposable
{
    /// <summary>The API's scope.</summary>
    public const string Scope = "skatteetaten:kravogbetalinger";

    /// <summary>The scope of reports.</summary>
    public const string ReportScope = "skatteetaten:innrapporteringboligselskap";

    private readonly WebApplicationFactory<Program> _factory;
    private readonly FixedClock _clock = new(Today);

    public SampleApp()
        : this(_ => { }) { }

    private protected SampleApp(Action<IWebHostBuilder> configure, bool onKestrel = false)
    {
        _factory = new WebApplicationFactory<Program>()
            .WithSystemUserSandbox(out var sandbox, _clock)
            .WithWebHostBuilder(builder =>
            {
                builder.UseEnvironment(Environments.Production).UseSetting("Data:InventedParties", "30");
                builder.ConfigureServices(services =>
                    services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                );
                configure(builder);
            });
        Sandbox = sandbox;
        if (onKestrel)
        {
            _factory.UseKestrel();
        }
    }

    /// <summary>The day that the examples are of.</summary>
    public static DateTimeOffset Today { get; } = new(2026, 7, 8, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the sandbox.</summary>
    public ScriptedSandbox Sandbox { get; }

    private ScriptedEndpoint PartyList =>
        Sandbox.Endpoint("POST", "/accessmanagement/api/v1/resourceowner/authorizedparties");

    /// <summary>Gets the app's services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Gets or sets the time.</summary>
    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Gets or sets how many times as long the app's timers take.</summary>
    public int Patience
    {
        get => _clock.Patience;
        set => _clock.Patience = value;
    }

    /// <summary>Makes an app that is configured otherwise.</summary>
    public static SampleApp With(Action<IWebHostBuilder> configure) => new(configure);

    /// <summary>Makes an app in which a service is another.</summary>
    public static SampleApp With<T>(T service, bool onKestrel = false)
        where T : class =>
        new(builder => builder.ConfigureServices(services => services.AddSingleton(service)), onKestrel);

    /// <summary>Makes a client without a token.</summary>
    public HttpClient CreateClient() => _factory.CreateClient();

    /// <summary>Makes a client with the token of a new system user, which has the API's scope unless told otherwise.</summary>
    public HttpClient CreateClient(string owner, params string[] scopes) =>
        CreateClient(Sandbox.SystemUser(owner).WithScopes(scopes is [] ? [Scope] : scopes));

    /// <summary>Makes a client with a token.</summary>
    public HttpClient CreateClient(MaskinportenToken token) => _factory.CreateClient().AuthenticateAs(token);

    /// <summary>Says which organizations Altinn lists for every system user.</summary>
    public void ArrangeClients(params string[] numbers) =>
        PartyList.Always.Respond(
            JsonSerializer.Serialize(
                numbers.Select(number => new
                {
                    organizationNumber = number,
                    name = "SYNTETISK " + number,
                    type = "Organization",
                    unitType = "AS",
                })
            )
        );

    /// <summary>Makes Altinn's list fail.</summary>
    public void BreakDirectory() => PartyList.Always.Fail(503);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _factory.Dispose();
}
