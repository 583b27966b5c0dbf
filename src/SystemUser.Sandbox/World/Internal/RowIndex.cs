using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>A way to find rows by something other than their key.</summary>
/// <param name="valuesOf">The values under which a row is found.</param>
internal sealed class RowIndex<TRow>(Func<TRow, IReadOnlyList<string>> valuesOf)
    where TRow : class, IWorldRow
{
    /// <summary>An index over one value, or none.</summary>
    public RowIndex(Func<TRow, string?> valueOf)
        : this(row => valueOf(row) is { } value ? (IReadOnlyList<string>)[value] : []) { }

    public IReadOnlyList<string> ValuesOf(TRow row) => valuesOf(row);
}
