using Npgsql;

namespace KravOgBetalingerApi.Data.PostgreSql;

/// <summary>Reads <c>ConnectionStrings:KravOgBetalinger</c>.</summary>
internal static class PostgreSqlConnection
{
    private const int PreparedStatements = 32;

    /// <summary>Reads a connection string and adds what these queries need: they join many tables, so that planning them takes longer than running them. They are prepared, and planned once.</summary>
    public static string Read(string connectionString)
    {
        var connection = Parse(connectionString);
        if (connection.MaxAutoPrepare == 0)
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        connection.Options ??= "-c plan_cache_mode=force_generic_plan";
        return connection.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
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
}
