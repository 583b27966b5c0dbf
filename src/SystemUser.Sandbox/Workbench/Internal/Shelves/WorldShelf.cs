using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>One table of the world, to look at and to change, whatever its rows.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its name in words.</param>
/// <param name="Columns">What of a row is shown.</param>
internal abstract record WorldShelf(string Name, string Title, IReadOnlyList<string> Columns)
{
    public abstract int Count(WorldState world);

    /// <summary>Some of the rows in which the text stands, in the order of their keys.</summary>
    /// <param name="world">The world.</param>
    /// <param name="search">The text; empty for all rows.</param>
    /// <param name="skip">How many rows to leave out before them.</param>
    /// <param name="take">How many rows at most.</param>
    public abstract IReadOnlyList<ShelfRow> Find(WorldState world, string search, int skip, int take);

    /// <summary>A row as JSON; <see langword="null"/> if there is none.</summary>
    public abstract string? Json(WorldState world, string key);

    /// <summary>A row to begin a new one with.</summary>
    public abstract string Template(WorldState world);

    /// <summary>Puts a row, and gives its key.</summary>
    public abstract Result<string> Put(WorldDraft draft, string json);

    public abstract void Remove(WorldDraft draft, string key);

    /// <summary>What is wrong with the rows, each named.</summary>
    public abstract IEnumerable<string> Faults(WorldState world);
}

/// <summary>The table of one row type.</summary>
internal sealed record WorldShelf<TRow>(string Name, string Title, IReadOnlyList<string> Columns)
    : WorldShelf(Name, Title, Columns)
    where TRow : class, IWorldRow
{
    private static readonly JsonSerializerOptions s_readable = new(SeedJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is shown of a row.</summary>
    public required Func<WorldState, TRow, IReadOnlyList<string?>> Cells { get; init; }

    /// <summary>A row to begin with; it need not be a good one.</summary>
    public required Func<TRow> Blank { get; init; }

    /// <summary>What is wrong with a row; <see langword="null"/> if nothing is.</summary>
    public Func<WorldState, TRow, string?> Fault { get; init; } = static (_, _) => null;

    public override int Count(WorldState world) => world.Rows<TRow>().Count;

    public override IReadOnlyList<ShelfRow> Find(WorldState world, string search, int skip, int take)
    {
        var sought = SearchValues.Create([search], StringComparison.OrdinalIgnoreCase);
        return
        [
            .. world
                .Rows<TRow>()
                .All.Where(row => search.Length == 0 || Has(row.Key) || Cells(world, row).Any(Has))
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .Skip(skip)
                .Take(take)
                .Select(row => new ShelfRow(row.Key, Cells(world, row))),
        ];

        bool Has(string? text) => text is not null && text.AsSpan().ContainsAny(sought);
    }

    public override string? Json(WorldState world, string key) =>
        world.Rows<TRow>().Find(key) is { } row ? JsonSerializer.Serialize(row, Type) : null;

    public override string Template(WorldState world) => JsonSerializer.Serialize(Blank(), Type);

    public override Result<string> Put(WorldDraft draft, string json)
    {
        TRow? row;
        try
        {
            var element = JsonSerializer.Deserialize<JsonElement>(json, s_readable);
            if (element.ValueKind != JsonValueKind.Null && SeedJson.HoldsNull(element))
            {
                return WorkbenchProblems.JsonInvalid.With("There is a null in the row. Leave out what is not there.");
            }

            row = element.Deserialize(Type);
        }
        catch (JsonException fault)
        {
            return WorkbenchProblems.JsonInvalid.With(fault.Message);
        }

        if ((row is null ? "There is no row." : Fault(draft.State, row)) is { } wrong)
        {
            return WorkbenchProblems.JsonInvalid.With(wrong);
        }

        draft.Put(row!);
        return row!.Key;
    }

    public override void Remove(WorldDraft draft, string key) => draft.Remove<TRow>(key);

    public override IEnumerable<string> Faults(WorldState world) =>
        world
            .Rows<TRow>()
            .All.Select(row => (row.Key, Wrong: Fault(world, row)))
            .Where(row => row.Wrong is not null)
            .Select(row => $"{Title}, {row.Key}: {row.Wrong}");

    private static JsonTypeInfo<TRow> Type => (JsonTypeInfo<TRow>)s_readable.GetTypeInfo(typeof(TRow));
}

/// <summary>What is shown of a row.</summary>
internal sealed record ShelfRow(string Key, IReadOnlyList<string?> Cells);
