using System.Text.Json;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>
/// The whole world in one JSON file: the number of the last change in it, and the rows, table by table.
/// </summary>
internal static class WorldSnapshot
{
    public static void Write(Stream stream, long number, WorldState state)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteNumber("number", number);
        foreach (var table in WorldTables.All)
        {
            writer.WriteStartArray(table.Name);
            foreach (var row in table.Rows(state))
            {
                table.Write(writer, row);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <exception cref="WorldStorageException">The file is not a snapshot that this version knows.</exception>
    public static (long Number, WorldState State) Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var state = WorldState.Empty;
            foreach (var table in WorldTables.All)
            {
                if (document.RootElement.TryGetProperty(table.Name, out var rows))
                {
                    state = rows.EnumerateArray().Aggregate(state, (world, row) => table.Put(world, table.Read(row)));
                }
            }

            return (document.RootElement.GetProperty("number").GetInt64(), state);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new WorldStorageException(
                $"The snapshot {path} is damaged. Put back a copy of the folder, or delete it to start from the seed.",
                fault
            );
        }
    }
}
