using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Data.Sqlite;
using KravOgBetalingerApi.Data.Synthetic;
using Microsoft.EntityFrameworkCore;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;

namespace KravOgBetalingerApi.Data;

/// <summary>
/// Brings the database to the current schema and fills an empty one with the synthetic register: the embedded one before the first
/// request, PostgreSQL in the background. While that is away the API runs, answers 500 and is not ready, and it recovers by itself.
/// </summary>
internal sealed partial class DatabaseSetup(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<DatabaseSetup> logger,
    SqliteFile? embedded = null
) : BackgroundService
{
    private const int PartiesPerTransaction = 100;
    private const int InventedParties = 1000;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    /// <summary>Gets whether schema and data are there.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (embedded is not null)
        {
            Embedded(logger);
            await ExecuteTask!.WaitAsync(cancellationToken);
        }
    }

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
        var isNew = await CreateSchemaAsync(cancellationToken);
        var invented = configuration.GetValue("Data:InventedParties", embedded is null ? InventedParties : 0);
        foreach (var parter in SyntetiskRegister.Build(invented).Chunk(PartiesPerTransaction))
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>();
            context.OpenFor(
                parter.Select(part => new AuthorizedParty(
                    OrganizationNumber.Parse(part.Partsidentifikator),
                    isOwner: true
                ))
            );
            var kjente = isNew ? [] : await FindNumbersAsync(context, cancellationToken);
            context.AddRange(parter.ExceptBy(kjente, part => part.Partsidentifikator));
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<bool> CreateSchemaAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<KravOgBetalingerContext>().Database;
        if (embedded is not null)
        {
            return await database.EnsureCreatedAsync(cancellationToken);
        }

        await database.MigrateAsync(cancellationToken);
        return false;
    }

    private static Task<List<string>> FindNumbersAsync(
        KravOgBetalingerContext context,
        CancellationToken cancellationToken
    ) => context.Set<Part>().Select(part => part.Partsidentifikator).ToListAsync(cancellationToken);

    [LoggerMessage(1, LogLevel.Information, "The database is ready.", EventName = "DatabaseReady")]
    private static partial void Ready(ILogger logger);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "The database cannot be set up and is tried again: {Fault}.",
        EventName = "DatabaseUnavailable"
    )]
    private static partial void Unavailable(ILogger logger, string? fault);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "The register is synthetic, kept in a temporary file, and lost when the process ends. Set ConnectionStrings:KravOgBetalinger to keep it in PostgreSQL.",
        EventName = "RegisterEmbedded"
    )]
    private static partial void Embedded(ILogger logger);
}
