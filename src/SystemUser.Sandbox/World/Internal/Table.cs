using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal;

/// <summary>An immutable table of rows, found by key or by one of its indexes; an index lists its rows in the order of their keys.</summary>
internal sealed class Table<TRow>
    where TRow : class, IWorldRow
{
    private readonly ImmutableDictionary<string, TRow> rows;
    private readonly ImmutableArray<RowIndex<TRow>> indexes;
    private readonly ImmutableDictionary<(RowIndex<TRow> Index, string Value), ImmutableSortedSet<string>> entries;

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
        this.rows = rows;
        this.indexes = indexes;
        this.entries = entries;
    }

    public int Count => rows.Count;

    /// <summary>All rows, in no order.</summary>
    public IEnumerable<TRow> All => rows.Values;

    public TRow? Find(string? key) => key is not null && rows.TryGetValue(key, out var row) ? row : null;

    public TRow? Find(Guid key) => Find(key.ToString());

    /// <summary>The rows that have the value in the index, in the order of their keys.</summary>
    public IEnumerable<TRow> Where(RowIndex<TRow> index, string? value) =>
        value is not null && entries.TryGetValue((index, value), out var keys) ? keys.Select(key => rows[key]) : [];

    /// <summary>The first row that has the value in the index.</summary>
    public TRow? First(RowIndex<TRow> index, string? value) => Where(index, value).FirstOrDefault();

    /// <summary>Whether any row has the value in the index.</summary>
    public bool Any(RowIndex<TRow> index, string? value) => value is not null && entries.ContainsKey((index, value));

    public Table<TRow> Put(TRow row)
    {
        rows.TryGetValue(row.Key, out var before);
        return new(rows.SetItem(row.Key, row), indexes, Reindex(row.Key, before, row));
    }

    public Table<TRow> Remove(string key) =>
        rows.TryGetValue(key, out var before) ? new(rows.Remove(key), indexes, Reindex(key, before, null)) : this;

    private ImmutableDictionary<(RowIndex<TRow>, string), ImmutableSortedSet<string>> Reindex(
        string key,
        TRow? before,
        TRow? after
    )
    {
        var result = entries;
        foreach (var index in indexes)
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
