using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace KravOgBetalingerApi.Tests.Data;

/// <summary>The migrations, written by hand, against the model that the queries are made from.</summary>
public sealed class MigrationTests
{
    private const string Columns = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(numeric_precision || ',' || numeric_scale, '') || ' ' || is_nullable
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory'
        """;

    private const string Indexes = """
        SELECT regexp_replace(indexdef, '^.* ON ', '') FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory'
        """;

    private const string ForeignKeys = """
        SELECT conrelid::regclass || ' ' || regexp_replace(pg_get_constraintdef(oid), 'ON DELETE.*', '') FROM pg_constraint WHERE contype = 'f'
        """;

    [Theory]
    [InlineData(Columns)]
    [InlineData(Indexes)]
    [InlineData(ForeignKeys)]
    public async Task The_schema_is_that_of_the_model_when_the_migrations_have_run(string query)
    {
        PostgreSqlServer.OrSkip();
        var migrated = await MakeAsync(query, context => context.Database.MigrateAsync(Cancel));
        var modelled = await MakeAsync(query, context => context.Database.EnsureCreatedAsync(Cancel));
        migrated.ShouldNotBeEmpty();
        migrated.ShouldBe(modelled);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<string>> MakeAsync(string query, Func<KravOgBetalingerContext, Task> create)
    {
        var connectionString = PostgreSqlServer.NewDatabase();
        try
        {
            var options = new DbContextOptionsBuilder<KravOgBetalingerContext>()
                .UseNpgsql(connectionString)
                .ConfigureWarnings(warnings =>
                    warnings.Ignore(
                        Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning
                    )
                );
            await using var context = new KravOgBetalingerContext(options.Options);
            await create(context);
            await using var source = NpgsqlDataSource.Create(connectionString!);
            await using var command = source.CreateCommand(query);
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var rows = new List<string>();
            while (await reader.ReadAsync(Cancel))
            {
                rows.Add(reader.GetString(0));
            }

            return [.. rows.Order(StringComparer.Ordinal)];
        }
        finally
        {
            await PostgreSqlServer.DropAsync(connectionString);
        }
    }
}
