using Npgsql;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The server that <c>KRAVOGBETALINGER_TEST_POSTGRES</c> names, as a connection string whose user may create databases.</summary>
internal static class PostgreSqlServer
{
    private const string Variable = "KRAVOGBETALINGER_TEST_POSTGRES";

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    public static void OrSkip() =>
        Assert.SkipUnless(
            !string.IsNullOrEmpty(Server),
            $"Set {Variable} to a PostgreSQL connection string to run this."
        );

    /// <summary>Names a database that is not there yet; migration creates it.</summary>
    public static string? NewDatabase() =>
        string.IsNullOrEmpty(Server)
            ? null
            : new NpgsqlConnectionStringBuilder(Server) { Database = $"test_{Guid.NewGuid():N}" }.ConnectionString;

    public static async ValueTask DropAsync(string? connectionString)
    {
        if (connectionString is null)
        {
            return;
        }

        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using var server = NpgsqlDataSource.Create(Server!);
        await using var drop = server.CreateCommand($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }
}
