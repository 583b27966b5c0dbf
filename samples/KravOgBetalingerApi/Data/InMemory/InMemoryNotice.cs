namespace KravOgBetalingerApi.Data.InMemory;

/// <summary>Warns at start that nothing is kept.</summary>
internal sealed partial class InMemoryNotice(ILogger<InMemoryNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        RegisterInMemory(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The register is synthetic, kept in memory, and lost when the process ends. Set ConnectionStrings:KravOgBetalinger to keep it in PostgreSQL.",
        EventName = "RegisterInMemory"
    )]
    private static partial void RegisterInMemory(ILogger logger);
}
