using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>A table by its name in files: how its rows are read, written and put.</summary>
internal abstract class WorldTable(string name)
{
    public string Name => name;

    public abstract IWorldRow Read(JsonElement row);

    public abstract void Write(Utf8JsonWriter writer, IWorldRow row);

    public abstract IEnumerable<IWorldRow> Rows(WorldState state);

    public abstract WorldState Put(WorldState state, IWorldRow row);

    public abstract WorldState Remove(WorldState state, string key);
}
