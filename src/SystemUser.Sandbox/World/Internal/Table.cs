using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>
/// An immutable table of rows, found by key or by one of its indexes; an index lists its rows in the order of their
/// keys.
/// </summary>
internal sealed class Table<TRow>
    where TRow : class, IWorldRow
{
    private readonly ImmutableDictionary<string, TRow> _rows;
    private readonly ImmutableArray<RowIndex<TRow>> _indexes;
    private readonly ImmutableDictionary<(RowIndex<TRow> Index, string Value), ImmutableSortedSet<string>> _entries;

    public Table(params ImmutableArray<RowIndex<TRow>> indexes)
        : this(
            ImmutableDictionary.Create<string, TRow>(StringComparer.Ordinal),
            indexes,
            ImmutableDictionary<(RowIndex<TRow>, string), ImmutableSortedSet<string>>.Empty
        ) { }

    private Table(
        ImmutableDictionary<string, TRow> rows,
        ImmutableArray<RowIndex<TRow>> indexes,
        ImmutableDictionary<(RowIndex<TRow>, string), ImmutableSortedSet<string>> entries
    )
    {
        _rows = rows;
        _indexes = indexes;
        _entries = entries;
    }

    public int Count => _rows.Count;

    /// <summary>All rows, in no order.</summary>
    public IEnumerable<TRow> All => _rows.Values;

    public TRow? Find(string? key) => key is not null && _rows.TryGetValue(key, out var row) ? row : null;

    public TRow? Find(Guid key) => Find(key.ToString());

    /// <summary>The rows that have the value in the index, in the order of their keys.</summary>
    public IEnumerable<TRow> Where(RowIndex<TRow> index, string? value) =>
        value is not null && _entries.TryGetValue((index, value), out var keys) ? keys.Select(key => _rows[key]) : [];

    /// <summary>The first row that has the value in the index.</summary>
    public TRow? First(RowIndex<TRow> index, string? value) => Where(index, value).FirstOrDefault();

    /// <summary>Whether any row has the value in the index.</summary>
    public bool Any(RowIndex<TRow> index, string? value) => value is not null && _entries.ContainsKey((index, value));

    public Table<TRow> Put(TRow row)
    {
        _rows.TryGetValue(row.Key, out var before);
        return new(_rows.SetItem(row.Key, row), _indexes, Reindex(row.Key, before, row));
    }

    public Table<TRow> Remove(string key) =>
        _rows.TryGetValue(key, out var before) ? new(_rows.Remove(key), _indexes, Reindex(key, before, null)) : this;

    private ImmutableDictionary<(RowIndex<TRow>, string), ImmutableSortedSet<string>> Reindex(
        string key,
        TRow? before,
        TRow? after
    )
    {
        var result = _entries;
        foreach (var index in _indexes)
        {
            var old = before is null ? [] : index.ValuesOf(before);
            var now = after is null ? [] : index.ValuesOf(after);
            foreach (var value in old.Except(now, StringComparer.Ordinal))
            {
                var keys = result[(index, value)].Remove(key);
                result = keys.IsEmpty ? result.Remove((index, value)) : result.SetItem((index, value), keys);
            }

            foreach (var value in now.Except(old, StringComparer.Ordinal))
            {
                var keys = result.GetValueOrDefault(
                    (index, value),
                    ImmutableSortedSet.Create<string>(StringComparer.Ordinal)
                );
                result = result.SetItem((index, value), keys.Add(key));
            }
        }

        return result;
    }
}

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
