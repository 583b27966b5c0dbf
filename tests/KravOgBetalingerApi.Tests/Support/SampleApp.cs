using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The API in a sandbox of Maskinporten and Altinn, on the day of the documentation's examples.</summary>
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

    private protected SampleApp(Action<IWebHostBuilder> configure)
    {
        _factory = new WebApplicationFactory<Program>()
            .WithSystemUserSandbox(out var sandbox, _clock)
            .WithWebHostBuilder(builder =>
                configure(builder.UseEnvironment(Environments.Production).UseSetting("Data:InventedParties", "30"))
            );
        Sandbox = sandbox;
    }

    /// <summary>The day that the examples are of.</summary>
    public static DateTimeOffset Today { get; } = new(2026, 7, 8, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the sandbox.</summary>
    public ScriptedSandbox Sandbox { get; }

    /// <summary>Gets the app's services.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>Gets or sets the time.</summary>
    public DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    /// <summary>Makes a client without a token.</summary>
    public HttpClient CreateClient() => _factory.CreateClient();

    /// <summary>Makes a client with the token of a new system user.</summary>
    public HttpClient CreateClient(string owner, params string[] scopes) =>
        CreateClient(Sandbox.SystemUser(owner).WithScopes(scopes is [] ? [Scope] : scopes));

    /// <summary>Makes a client with a token.</summary>
    public HttpClient CreateClient(MaskinportenToken token) => _factory.CreateClient().AuthenticateAs(token);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an app like this one in which a service is another.</summary>
    public static SampleApp With<T>(T service)
        where T : class => new(builder => builder.ConfigureServices(services => services.AddSingleton(service)));

    protected virtual void Dispose(bool disposing) => _factory.Dispose();
}
