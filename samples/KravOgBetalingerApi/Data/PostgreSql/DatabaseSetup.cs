using KravOgBetalingerApi.Data.Synthetic;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Data.PostgreSql;

/// <summary>
/// Brings the database to the current schema and fills an empty one with the synthetic register, in the background: while the
/// database is away the API runs, answers 500 and is not ready, and it recovers by itself.
/// </summary>
internal sealed partial class DatabaseSetup(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<DatabaseSetup> logger
) : BackgroundService
{
    private const int PartiesPerTransaction = 100;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    /// <summary>Gets whether schema and data are there.</summary>
    public bool IsDone { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!IsDone)
        {
            try
            {
                await SetUpAsync(stoppingToken);
                IsDone = true;
                Ready(logger);
            }
#pragma warning disable CA1031 // Whatever is wrong with the database, it is tried again.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Unavailable(logger, exception.GetBaseException().GetType().FullName);
                await Task.Delay(s_retry, time, stoppingToken);
            }
        }
    }

    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>();
            await context.Database.MigrateAsync(cancellationToken);
        }

        foreach (var parter in SyntetiskRegister.Build(configuration).Chunk(PartiesPerTransaction))
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>();
            context.OpenFor(
                parter.Select(part => new AuthorizedParty(
                    OrganizationNumber.Parse(part.Partsidentifikator),
                    isOwner: true
                ))
            );
            var kjente = await context
                .Set<Entities.Part>()
                .Select(part => part.Partsidentifikator)
                .ToListAsync(cancellationToken);
            context.AddRange(parter.ExceptBy(kjente, part => part.Partsidentifikator));
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database is ready.", EventName = "DatabaseReady")]
    private static partial void Ready(ILogger logger);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The database cannot be set up and is tried again: {Fault}.",
        EventName = "DatabaseUnavailable"
    )]
    private static partial void Unavailable(ILogger logger, string? fault);
}
