using System.Buffers;
using System.Text.Json;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>One change as JSON: its number, and the rows that it put and removed.</summary>
internal static class JournalLine
{
    public static void Write(IBufferWriter<byte> target, long number, IReadOnlyList<RowChange> changes)
    {
        using var writer = new Utf8JsonWriter(target);
        writer.WriteStartObject();
        writer.WriteNumber("number", number);
        writer.WriteStartArray("changes");
        foreach (var (table, key, row) in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("table", table.Name);
            if (row is null)
            {
                writer.WriteString("removed", key);
            }
            else
            {
                writer.WritePropertyName("put");
                table.Write(writer, row);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Makes the change, unless its number says that it is made already.</summary>
    /// <exception cref="JsonException">The line is not a change that this version knows.</exception>
    public static (long Number, WorldState State) Apply(ReadOnlyMemory<byte> line, WorldState state, long after)
    {
        using var document = JsonDocument.Parse(line);
        try
        {
            var number = document.RootElement.GetProperty("number").GetInt64();
            return number <= after
                ? (number, state)
                : (number, document.RootElement.GetProperty("changes").EnumerateArray().Aggregate(state, Apply));
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("The line lacks a member.", fault);
        }
    }

    private static WorldState Apply(WorldState state, JsonElement change)
    {
        var name = change.GetProperty("table").GetString() ?? "";
        var table = WorldTables.Named(name) ?? throw new JsonException($"There is no table '{name}'.");
        return change.TryGetProperty("put", out var row)
            ? table.Put(state, table.Read(row))
            : table.Remove(state, change.GetProperty("removed").GetString() ?? "");
    }
}
