using System.Text.Json;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>The tables of the world, in the order in which they are written.</summary>
internal static class WorldTables
{
    private static readonly IReadOnlyList<WorldTable> s_all =
    [
        Define("organizations", s => s.Organizations, (s, t) => s with { Organizations = t }),
        Define("persons", s => s.Persons, (s, t) => s with { Persons = t }),
        Define("roles", s => s.Roles, (s, t) => s with { Roles = t }),
        Define("relations", s => s.Relations, (s, t) => s with { Relations = t }),
        Define("rightHoldings", s => s.RightHoldings, (s, t) => s with { RightHoldings = t }),
        Define("accessPackages", s => s.AccessPackages, (s, t) => s with { AccessPackages = t }),
        Define("resources", s => s.Resources, (s, t) => s with { Resources = t }),
        Define("policies", s => s.Policies, (s, t) => s with { Policies = t }),
        Define("accessLists", s => s.AccessLists, (s, t) => s with { AccessLists = t }),
        Define("consents", s => s.Consents, (s, t) => s with { Consents = t }),
        Define("scopes", s => s.Scopes, (s, t) => s with { Scopes = t }),
        Define("scopeDelegations", s => s.ScopeDelegations, (s, t) => s with { ScopeDelegations = t }),
        Define("clients", s => s.Clients, (s, t) => s with { Clients = t }),
        Define("systems", s => s.Systems, (s, t) => s with { Systems = t }),
        Define("systemChanges", s => s.SystemChanges, (s, t) => s with { SystemChanges = t }),
        Define("requests", s => s.Requests, (s, t) => s with { Requests = t }),
        Define("changeRequests", s => s.ChangeRequests, (s, t) => s with { ChangeRequests = t }),
        Define("systemUsers", s => s.SystemUsers, (s, t) => s with { SystemUsers = t }),
        Define("delegations", s => s.Delegations, (s, t) => s with { Delegations = t }),
        Define("instanceDelegations", s => s.InstanceDelegations, (s, t) => s with { InstanceDelegations = t }),
    ];

    /// <summary>The table that holds the rows of the type.</summary>
    public static WorldTable<TRow> Of<TRow>()
        where TRow : class, IWorldRow => Cache<TRow>.Table;

    /// <exception cref="JsonException">It is not a world that this version knows.</exception>
    public static WorldState Read(JsonElement world) =>
        s_all.Aggregate(
            WorldState.Empty,
            (state, table) => world.TryGetProperty(table.Name, out var rows) ? table.Read(rows, state) : state
        );

    public static void Write(Stream stream, WorldState state)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        foreach (var table in s_all)
        {
            writer.WritePropertyName(table.Name);
            table.Write(writer, state);
        }

        writer.WriteEndObject();
    }

    private static WorldTable<TRow> Define<TRow>(
        string name,
        Func<WorldState, Table<TRow>> get,
        Func<WorldState, Table<TRow>, WorldState> set
    )
        where TRow : class, IWorldRow => new(name, get, set);

    private static class Cache<TRow>
        where TRow : class, IWorldRow
    {
        public static readonly WorldTable<TRow> Table = s_all.OfType<WorldTable<TRow>>().Single();
    }
}

/// <summary>A table by its name in the file, whatever its rows.</summary>
internal abstract class WorldTable(string name)
{
    public string Name => name;

    public abstract WorldState Read(JsonElement rows, WorldState state);

    public abstract void Write(Utf8JsonWriter writer, WorldState state);
}

/// <summary>The table of one row type.</summary>
internal sealed class WorldTable<TRow>(
    string name,
    Func<WorldState, Table<TRow>> get,
    Func<WorldState, Table<TRow>, WorldState> set
) : WorldTable(name)
    where TRow : class, IWorldRow
{
    public Table<TRow> Get(WorldState state) => get(state);

    public WorldState Set(WorldState state, Table<TRow> table) => set(state, table);

    public override WorldState Read(JsonElement rows, WorldState state) =>
        set(
            state,
            rows.EnumerateArray()
                .Aggregate(
                    get(state),
                    (table, row) =>
                        table.Put(
                            row.Deserialize(WorldJson.Of<TRow>())
                                ?? throw new JsonException($"A row of {Name} is null.")
                        )
                )
        );

    public override void Write(Utf8JsonWriter writer, WorldState state) =>
        JsonSerializer.Serialize(
            writer,
            get(state).All.OrderBy(row => row.Key, StringComparer.Ordinal),
            WorldJson.Of<IEnumerable<TRow>>()
        );
}
