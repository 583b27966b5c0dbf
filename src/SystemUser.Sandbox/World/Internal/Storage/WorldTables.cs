using System.Collections.Frozen;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>All tables, in the order in which they are written.</summary>
internal static class WorldTables
{
    public static readonly IReadOnlyList<WorldTable> All =
    [
        Define("organizations", s => s.Organizations, (s, t) => s with { Organizations = t }),
        Define("persons", s => s.Persons, (s, t) => s with { Persons = t }),
        Define("roles", s => s.Roles, (s, t) => s with { Roles = t }),
        Define("relations", s => s.Relations, (s, t) => s with { Relations = t }),
        Define("accessPackages", s => s.AccessPackages, (s, t) => s with { AccessPackages = t }),
        Define("resources", s => s.Resources, (s, t) => s with { Resources = t }),
        Define("policies", s => s.Policies, (s, t) => s with { Policies = t }),
        Define("accessLists", s => s.AccessLists, (s, t) => s with { AccessLists = t }),
        Define("scopes", s => s.Scopes, (s, t) => s with { Scopes = t }),
        Define("scopeDelegations", s => s.ScopeDelegations, (s, t) => s with { ScopeDelegations = t }),
        Define("clients", s => s.Clients, (s, t) => s with { Clients = t }),
        Define("systems", s => s.Systems, (s, t) => s with { Systems = t }),
        Define("systemChanges", s => s.SystemChanges, (s, t) => s with { SystemChanges = t }),
        Define("requests", s => s.Requests, (s, t) => s with { Requests = t }),
        Define("changeRequests", s => s.ChangeRequests, (s, t) => s with { ChangeRequests = t }),
        Define("systemUsers", s => s.SystemUsers, (s, t) => s with { SystemUsers = t }),
        Define("delegations", s => s.Delegations, (s, t) => s with { Delegations = t }),
    ];

    private static readonly FrozenDictionary<string, WorldTable> ByName = All.ToFrozenDictionary(
        table => table.Name,
        StringComparer.Ordinal
    );

    /// <summary>The table with the name, or <see langword="null"/>.</summary>
    public static WorldTable? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The table that holds the rows of the type.</summary>
    public static WorldTableOf<TRow> Of<TRow>()
        where TRow : class, IWorldRow => Cache<TRow>.Table;

    private static WorldTableOf<TRow> Define<TRow>(
        string name,
        Func<WorldState, Table<TRow>> get,
        Func<WorldState, Table<TRow>, WorldState> set
    )
        where TRow : class, IWorldRow => new(name, get, set);

    private static class Cache<TRow>
        where TRow : class, IWorldRow
    {
        public static readonly WorldTableOf<TRow> Table = All.OfType<WorldTableOf<TRow>>().Single();
    }
}
