using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SystemUser.Sandbox.Diagnostics.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>Runs the sandbox for as long as the app runs, and only beside an app that listens on loopback alone.</summary>
internal sealed class EmbeddedSandbox(
    SandboxOptions options,
    IConfiguration configuration,
    IServiceProvider services,
    ILoggerFactory loggers,
    CallRing calls,
    ApiLog apiLog
) : IHostedLifecycleService, IDisposable, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("SystemUser.Sandbox");
    private SandboxHost? _host;

    /// <summary>Starts before the app does, whose own start may ask for metadata.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (SandboxConfiguration.FindElsewhere(configuration, options) is var (key, value))
        {
            _logger.StoodAside(key, value);
            return;
        }

        _host = SandboxHost.Build(options, configuration, Configure);
        apiLog.World = _host.World;
        await _host.StartAsync(cancellationToken);
        _logger.Started(options.KnownAddress);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Checks where the app listens, which is known only now.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (_host is null || addresses.FirstOrDefault(address => !Loopback.IsAddress(address)) is not { } open)
        {
            return;
        }

        await _host.StopAsync(cancellationToken);
        throw new InvalidOperationException(
            $"The app listens on {open}, which other machines can reach, and would let in anyone with a token of the sandbox. "
                + "Listen on loopback alone, such as ASPNETCORE_URLS=http://localhost:5080, or leave AddSystemUserSandbox out."
        );
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) =>
        _host?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _host?.Dispose();

    /// <summary>Stops first what the app did not come to stop because its own start was refused: requests may still be under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            try
            {
                await _host.StopAsync(CancellationToken.None);
            }
            finally
            {
                await _host.DisposeAsync();
            }
        }
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.AddProvider(new BorrowedLoggers(loggers));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.Services.AddSingleton(services.GetService<TimeProvider>() ?? TimeProvider.System);
        builder.Services.AddSingleton(calls);
    }
}

/// <summary>
/// Says why there is no sandbox: the app was configured for elsewhere already when it was added. As a validation, so that it is said before
/// a fault in the app's own options ends the start.
/// </summary>
internal sealed class AbsentSandbox(string key, string value, ILoggerFactory loggers) : IValidateOptions<SandboxOptions>
{
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        loggers.CreateLogger("SystemUser.Sandbox").StoodAside(key, value);
        return ValidateOptionsResult.Success;
    }
}

/// <summary>Lets the sandbox log where the app logs.</summary>
internal sealed class BorrowedLoggers(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose() { }
}
