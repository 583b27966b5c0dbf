using Microsoft.Data.Sqlite;

namespace KravOgBetalingerApi.Data.Sqlite;

/// <summary>The embedded database: a temporary file, deleted when the process ends.</summary>
/// <remarks>
/// In a file with a write-ahead log, which EF Core turns on, each request has a connection of its own and readers never wait for
/// a writer. A database in memory would be one connection, which two requests cannot use at once, or tables that are locked.
/// </remarks>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"krav-og-betalinger-{Guid.NewGuid():N}.db");

    /// <summary>Gets how to connect to it.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = _path }.ConnectionString;

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(_path + suffix);
        }
    }
}
