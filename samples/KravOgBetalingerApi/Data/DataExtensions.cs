using KravOgBetalingerApi.Data.InMemory;
using KravOgBetalingerApi.Data.PostgreSql;
using KravOgBetalingerApi.Data.Synthetic;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace KravOgBetalingerApi.Data;

/// <summary>Registers the data: in PostgreSQL if <c>ConnectionStrings:KravOgBetalinger</c> is set, else in memory.</summary>
internal static class DataExtensions
{
    /// <summary>The tag of health checks that must pass before the API takes traffic.</summary>
    public const string ReadyTag = "ready";

    private const int PreparedStatements = 32;
    private const int CommandTimeoutSeconds = 5;

    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("KravOgBetalinger");
        if (!string.IsNullOrWhiteSpace(connectionString))
        {
            AddPostgreSql(builder.Services, Read(connectionString));
        }
        else
        {
            builder.Services.AddSingleton<IKravregister>(
                new InMemoryKravregister(SyntetiskRegister.Build(builder.Configuration))
            );
            builder.Services.AddSingleton<IInnrapporteringsregister, InMemoryInnrapporteringsregister>();
            builder.Services.AddHostedService<InMemoryNotice>();
        }

        return builder;
    }

    private static NpgsqlConnectionStringBuilder Read(string connectionString)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(connectionString);
            if (!string.IsNullOrWhiteSpace(connection.Host))
            {
                return connection;
            }
        }
        catch (ArgumentException)
        {
            // Its message may hold a part of the password.
        }

        throw new InvalidOperationException(
            "'ConnectionStrings:KravOgBetalinger' cannot be read, or names no Host. Write it as Host=…;Database=…;Username=…;Password=…, with quotation marks around a password that holds a semicolon."
        );
    }

    private static void AddPostgreSql(IServiceCollection services, NpgsqlConnectionStringBuilder connection)
    {
        services.AddDbContext<KravOgBetalingerContext>(options =>
            options
                .UseNpgsql(
                    WithPreparedPlans(connection),
                    npgsql =>
                        npgsql
                            .CommandTimeout(CommandTimeoutSeconds)
                            // One query is one snapshot, so that sums agree with rows; a due date has either payments or uses, so rows do not multiply.
                            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
                )
                // Migrations are written by hand and keep no snapshot of the model.
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        );
        services.AddScoped<IKravregister, PostgreSqlKravregister>();
        services.AddScoped<IInnrapporteringsregister, PostgreSqlInnrapporteringsregister>();
        services.AddSingleton<DatabaseSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseSetup>());
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [ReadyTag]);
    }

    // The queries join many tables, so that planning them takes longer than running them: they are prepared, and planned once.
    private static string WithPreparedPlans(NpgsqlConnectionStringBuilder connection)
    {
        if (connection.MaxAutoPrepare == 0)
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        connection.Options ??= "-c plan_cache_mode=force_generic_plan";
        return connection.ConnectionString;
    }
}
