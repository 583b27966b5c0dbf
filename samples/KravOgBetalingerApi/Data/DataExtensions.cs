using KravOgBetalingerApi.Data.PostgreSql;
using KravOgBetalingerApi.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KravOgBetalingerApi.Data;

/// <summary>Registers the data: in PostgreSQL if <c>ConnectionStrings:KravOgBetalinger</c> is set, else in an embedded SQLite.</summary>
internal static class DataExtensions
{
    /// <summary>The tag of health checks that must pass before the API takes traffic.</summary>
    public const string ReadyTag = "ready";

    private const int CommandTimeoutSeconds = 5;

    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("KravOgBetalinger");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            AddSqlite(builder.Services);
        }
        else
        {
            AddPostgreSql(builder.Services, PostgreSqlConnection.Read(connectionString));
        }

        builder.Services.AddScoped<IKravregister, Kravregister>();
        builder.Services.AddScoped<IInnrapporteringsregister, Innrapporteringsregister>();
        builder.Services.AddSingleton<DatabaseSetup>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DatabaseSetup>());
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [ReadyTag]);
        return builder;
    }

    // One query is one snapshot, so that sums agree with rows; a due date has either payments or uses, so rows do not multiply.
    private static void AddSqlite(IServiceCollection services)
    {
        services.AddSingleton<SqliteFile>();
        services.AddDbContext<KravOgBetalingerContext>(
            (provider, options) =>
                options.UseSqlite(
                    provider.GetRequiredService<SqliteFile>().ConnectionString,
                    sqlite =>
                        sqlite
                            .CommandTimeout(CommandTimeoutSeconds)
                            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
                )
        );
    }

    private static void AddPostgreSql(IServiceCollection services, string connectionString) =>
        services.AddDbContext<KravOgBetalingerContext>(options =>
            options
                .UseNpgsql(
                    connectionString,
                    npgsql =>
                        npgsql
                            .CommandTimeout(CommandTimeoutSeconds)
                            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
                )
                // Migrations are written by hand and keep no snapshot of the model.
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        );
}
