using Npgsql;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>A database that the sample creates and fills, and that is dropped in the end.</summary>
internal sealed class SampleDatabase : IAsyncDisposable
{
    private readonly string _server;

    public SampleDatabase(string server)
    {
        _server = server;
        Name = $"benchmark_{Guid.NewGuid():N}";
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = Name }.ConnectionString;
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Gives the planner its statistics now, so that plans do not change under way.</summary>
    public async Task SettleAsync()
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var analyze = source.CreateCommand("VACUUM ANALYZE");
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Lists parties of the register.</summary>
    public async Task<IReadOnlyList<string>> ListPartiesAsync(int count)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var select = source.CreateCommand(
            "SELECT partsidentifikator FROM part ORDER BY partsidentifikator LIMIT $1"
        );
        select.Parameters.Add(new() { Value = count });
        await using var rows = await select.ExecuteReaderAsync();
        var parties = new List<string>(count);
        while (await rows.ReadAsync())
        {
            parties.Add(rows.GetString(0));
        }

        return parties;
    }

    public async ValueTask DisposeAsync()
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var drop = source.CreateCommand($"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }
}
