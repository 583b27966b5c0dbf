using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>
/// A change in the making: reads see what it has put so far; nobody else does until it is journaled and published.
/// </summary>
internal sealed class WorldDraft(WorldState state)
{
    private readonly List<RowChange> _changes = [];

    /// <summary>The world with this change so far.</summary>
    public WorldState State { get; private set; } = state;

    /// <summary>What was put and removed, in order.</summary>
    public IReadOnlyList<RowChange> Changes => _changes;

    /// <summary>Adds the row, or replaces the one with its key.</summary>
    public void Put<TRow>(TRow row)
        where TRow : class, IWorldRow
    {
        var table = WorldTables.Of<TRow>();
        State = table.Put(State, row);
        _changes.Add(new RowChange(table, row.Key, row));
    }

    /// <summary>Removes the row with the key, if there is one.</summary>
    public void Remove<TRow>(string key)
        where TRow : class, IWorldRow
    {
        var table = WorldTables.Of<TRow>();
        State = table.Remove(State, key);
        _changes.Add(new RowChange(table, key, Row: null));
    }
}
