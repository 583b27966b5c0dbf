using KravOgBetalingerApi.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace KravOgBetalingerApi.Tests.Support;

/// <summary>The API on a database of its own, on the server that <c>KRAVOGBETALINGER_TEST_POSTGRES</c> names.</summary>
public sealed class PostgreSqlApp : SampleApp, IAsyncLifetime
{
    private readonly string? _connectionString;

    public PostgreSqlApp()
        : this(PostgreSqlServer.NewDatabase()) { }

    private PostgreSqlApp(string? connectionString)
        : base(builder => builder.UseSetting("ConnectionStrings:KravOgBetalinger", connectionString)) =>
        _connectionString = connectionString;

    /// <summary>Gets the name of the database.</summary>
    public string? Database => new NpgsqlConnectionStringBuilder(_connectionString).Database;

    /// <summary>Skips the test where there is no server.</summary>
    public PostgreSqlApp OrSkip()
    {
        PostgreSqlServer.OrSkip();
        return this;
    }

    public async ValueTask InitializeAsync()
    {
        if (_connectionString is not null)
        {
            await Services.GetRequiredService<DatabaseSetup>().ExecuteTask!;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return PostgreSqlServer.DropAsync(_connectionString);
    }
}
