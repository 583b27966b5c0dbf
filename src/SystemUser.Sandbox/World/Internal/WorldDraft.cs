using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>
/// A change in the making: reads see what it has put so far; nobody else does until it is written and published.
/// </summary>
internal sealed class WorldDraft(WorldState state)
{
    /// <summary>The world with this change so far.</summary>
    public WorldState State { get; private set; } = state;

    /// <summary>Whether something was put or removed.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Adds the row, or replaces the one with its key.</summary>
    public void Put<TRow>(TRow row)
        where TRow : class, IWorldRow => Change<TRow>(table => table.Put(row));

    /// <summary>Removes the row with the key, if there is one.</summary>
    public void Remove<TRow>(string key)
        where TRow : class, IWorldRow => Change<TRow>(table => table.Remove(key));

    private void Change<TRow>(Func<Table<TRow>, Table<TRow>> change)
        where TRow : class, IWorldRow
    {
        var table = WorldTables.Of<TRow>();
        State = table.Set(State, change(table.Get(State)));
        HasChanges = true;
    }
}
