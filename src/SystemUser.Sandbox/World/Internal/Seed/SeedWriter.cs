using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>Writes a world as a seed, from which the same world can be made again. Keys of clients are public halves.</summary>
internal static class SeedWriter
{
    private static readonly JsonSerializerOptions s_readable = new(SeedJson.Options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(WorldState world) => JsonSerializer.Serialize(Of(world), s_readable);

    private static SeedFile Of(WorldState world) =>
        new()
        {
            Organizations = Sorted(world.Organizations),
            Persons = [.. Sorted(world.Persons).Select(person => PersonOf(world, person))],
            Clients =
            [
                .. Sorted(world.Relations)
                    .GroupBy(relation => (relation.Facilitator, relation.Kind))
                    .Select(group => new SeedClients
                    {
                        Facilitator = group.Key.Facilitator,
                        Kind = group.Key.Kind,
                        Clients = [.. group.Select(relation => relation.Client)],
                    }),
            ],
            RightHoldings = Sorted(world.RightHoldings),
            AccessPackages = Sorted(world.AccessPackages),
            Resources = [.. Sorted(world.Resources).Select(resource => ResourceOf(world, resource))],
            AccessLists = Sorted(world.AccessLists),
            Scopes = Sorted(world.Scopes),
            MaskinportenClients = Sorted(world.Clients),
            Systems = Sorted(world.Systems),
            SystemUsers = Sorted(world.SystemUsers),
            Delegations = [.. DelegationsOf(world)],
            InstanceDelegations = Sorted(world.InstanceDelegations),
            Requests = Sorted(world.Requests),
            ChangeRequests = Sorted(world.ChangeRequests),
            SystemChanges = Sorted(world.SystemChanges),
            ScopeDelegations = Sorted(world.ScopeDelegations),
            Consents = Sorted(world.Consents),
        };

    private static ImmutableArray<TRow> Sorted<TRow>(Table<TRow> table)
        where TRow : class, IWorldRow => [.. table.All.OrderBy(row => row.Key, StringComparer.Ordinal)];

    private static SeedPerson PersonOf(WorldState world, RegisteredPerson person) =>
        new()
        {
            Pid = person.Pid,
            Name = person.Name,
            UserId = person.UserId,
            PartyId = person.PartyId,
            PartyUuid = person.PartyUuid,
            Roles = world
                .Roles.Where(By.RolePerson, person.Pid)
                .GroupBy(role => role.Organization)
                .ToImmutableDictionary(group => group.Key, group => group.Select(role => role.Role).ToImmutableArray()),
        };

    private static SeedResource ResourceOf(WorldState world, RegistryResource resource)
    {
        using var document = JsonDocument.Parse(resource.Document);
        return new() { Resource = document.RootElement.Clone(), Policy = world.Policies.Find(resource.Id)?.Xml };
    }

    // What is delegated alike stands together.
    private static IEnumerable<SeedDelegations> DelegationsOf(WorldState world) =>
        Sorted(world.Delegations)
            .GroupBy(row => (row.Agent, string.Join(' ', row.AccessPackages), string.Join(' ', row.Rights)))
            .Select(group => new SeedDelegations
            {
                Agent = group.Key.Agent,
                Clients = [.. group.Select(row => row.Client)],
                AccessPackages = group.First().AccessPackages,
                Rights = group.First().Rights,
            });
}
