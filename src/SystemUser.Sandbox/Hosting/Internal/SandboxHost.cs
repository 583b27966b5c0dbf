using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Workbench.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>The sandbox on a listener of its own.</summary>
internal sealed class SandboxHost(WebApplication app, SandboxOptions options) : IDisposable, IAsyncDisposable
{
    private const long LongestBody = 1024 * 1024;

    /// <summary>Gets the world that it plays.</summary>
    public WorldStore World => app.Services.GetRequiredService<WorldStore>();

    /// <summary>Builds the host.</summary>
    /// <param name="options">Where it listens.</param>
    /// <param name="configuration">Holds the sections <c>SystemUserSandbox</c> and <c>SystemUser</c>.</param>
    /// <param name="configure">Adds what it lives in: logging and the clock.</param>
    public static SandboxHost Build(
        SandboxOptions options,
        IConfiguration configuration,
        Action<WebApplicationBuilder> configure
    )
    {
        options.Validate();
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(SandboxHost).Assembly.GetName().Name,
                EnvironmentName = Environments.Development,
            }
        );
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            if (options.CertificatePath is not null)
            {
                var certificate = HttpsCertificate.Load(options);
                kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate);
            }
        });

        // A copy of the sandbox's own section: it must not listen where the app does.
        builder.Configuration.AddInMemoryCollection(
            configuration.GetSection(SandboxOptions.SectionName).AsEnumerable()
        );
        configure(builder);

        // StartAsync gives a direction; the host would log the same with a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // It warns of each page with a form, because the page sets its own Cache-Control; and a browser that has been here before the
        // restart brings a cookie that nobody can read any more, which it tells with a stack trace.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSandbox(
            options.IsKnownByRequests
                ? new WireAddress(options.Address, new HttpContextAccessor())
                : new WireAddress(options.KnownAddress),
            new WorldOptions
            {
                SeedFile = options.SeedFile,
                StateFolder = options.StateFolder,
                Prepare = Prepare(options, configuration),
            },
            SandboxConfiguration.ReadSubscriptionKeys(configuration, options),
            ApiSettings.Read(configuration)
        );

        var app = builder.Build();
        app.Urls.Add(options.Address.GetLeftPart(UriPartial.Authority));
        app.UseMiddleware<LocalCallersOnly>(options);
        app.UseSandbox();
        return new SandboxHost(app, options);
    }

    private static Action<WorldDraft> Prepare(SandboxOptions options, IConfiguration configuration)
    {
        var client = SandboxConfiguration.ReadClient(configuration);
        var resources = options.OwnResources();
        return draft =>
        {
            client.Register(draft);
            foreach (var resource in resources)
            {
                resource.Register(draft);
            }
        };
    }

    /// <summary>Starts listening.</summary>
    /// <exception cref="InvalidOperationException">The address is in use, or the machine does not have it.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw CannotListen("the address is in use. Stop what uses it, or set", exception);
        }
        // For localhost it is an IOException around what each of the two loopbacks said.
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw CannotListen($"{exception.GetBaseException().Message}. Set", exception);
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        app.WaitForShutdownAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)app).Dispose();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private InvalidOperationException CannotListen(string why, Exception exception) =>
        new(
            $"The sandbox cannot listen on {options.Address.GetLeftPart(UriPartial.Authority)}: {why} "
                + $"'{SandboxOptions.SectionName}:Address' to another, such as http://localhost:5091.",
            exception
        );
}
