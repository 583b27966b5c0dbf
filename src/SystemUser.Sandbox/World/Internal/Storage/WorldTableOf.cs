using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>The table of one row type.</summary>
internal sealed class WorldTableOf<TRow>(
    string name,
    Func<WorldState, Table<TRow>> get,
    Func<WorldState, Table<TRow>, WorldState> set
) : WorldTable(name)
    where TRow : class, IWorldRow
{
    public Table<TRow> Get(WorldState state) => get(state);

    public override IWorldRow Read(JsonElement row) =>
        row.Deserialize(WorldJson.Of<TRow>()) ?? throw new JsonException($"A row of {Name} is null.");

    public override void Write(Utf8JsonWriter writer, IWorldRow row) =>
        JsonSerializer.Serialize(writer, (TRow)row, WorldJson.Of<TRow>());

    public override IEnumerable<IWorldRow> Rows(WorldState state) =>
        get(state).All.OrderBy(row => row.Key, StringComparer.Ordinal);

    public override WorldState Put(WorldState state, IWorldRow row) => set(state, get(state).Put((TRow)row));

    public override WorldState Remove(WorldState state, string key) => set(state, get(state).Remove(key));
}
