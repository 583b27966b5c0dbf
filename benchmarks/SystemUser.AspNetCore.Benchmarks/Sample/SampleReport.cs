using Npgsql;

namespace SystemUser.AspNetCore.Benchmarks.Sample;

/// <summary>Runs the sample for a measurement, on a database of its own, which is dropped afterwards.</summary>
internal static class SampleReport
{
    private const string Variable = "KRAVOGBETALINGER_TEST_POSTGRES";

    /// <summary>Measures, and writes what was measured.</summary>
    /// <returns>The exit code: 1 if no server is named, or none answers.</returns>
    public static async Task<int> RunAsync(Func<SampleHost, Task<string>> measureAsync)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            await Console.Error.WriteLineAsync(
                $"This is measured against PostgreSQL on the same machine. Set {Variable} to a connection string whose user may create databases, such as Host=127.0.0.1;Username=postgres;Database=postgres."
            );
            return 1;
        }

        try
        {
            await using var source = NpgsqlDataSource.Create(server);
            await using var connection = await source.OpenConnectionAsync();
        }
        catch (NpgsqlException exception)
        {
            await Console.Error.WriteLineAsync($"The PostgreSQL of {Variable} cannot be used: {exception.Message}");
            return 1;
        }

        await using var database = new SampleDatabase(server);
        await using var sample = await SampleHost.StartAsync(database);
        await Console.Out.WriteLineAsync(await measureAsync(sample));
        return 0;
    }
}
