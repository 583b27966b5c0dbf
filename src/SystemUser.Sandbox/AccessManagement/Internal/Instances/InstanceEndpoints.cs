using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Instances;

/// <summary>
/// Gives somebody rights to one instance of a resource, and takes them back. Source: Altinn/altinn-authorization-tmp,
/// <c>ConnectionsController</c>, under <c>resources/instances</c>.
/// </summary>
internal sealed class InstanceEndpoints(WorldStore store, InstanceCalls calls, InstanceRules rules)
{
    private const string Path = "/accessmanagement/api/v1/enduser/connections/resources/instances";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, List);
        endpoints.MapDelete(Path, Remove);
        endpoints.MapGet($"{Path}/delegationcheck", Check);
        endpoints.MapGet($"{Path}/users", ListUsers);
        endpoints.MapGet($"{Path}/rights", ListRights);
        endpoints.MapPost(
            $"{Path}/rights",
            (HttpRequest request, CancellationToken cancellationToken) =>
                GiveAsync(request, replaces: false, cancellationToken)
        );
        endpoints.MapPut(
            $"{Path}/rights",
            (HttpRequest request, CancellationToken cancellationToken) =>
                GiveAsync(request, replaces: true, cancellationToken)
        );
    }

    private IResult Check(HttpRequest request) =>
        calls
            .Giver(request)
            .Then(giver => InstanceCalls.Instance(request).Then<Asked>(name => new Asked(giver, name)))
            .Match(asked =>
                InstanceName.FindFault(asked.Name.Urn) as IResult
                ?? rules
                    .Check(store.Current, asked.Giver, asked.Name)
                    .Match(check => Answers.Ok(check.ToView(asked.Name.Urn), InstanceJson.Default.InstanceCheckView))
            );

    private async Task<IResult> GiveAsync(HttpRequest request, bool replaces, CancellationToken cancellationToken)
    {
        if (
            !calls.Giver(request).Is(out var giver, out var problem)
            || !(await JsonBody.ReadAsync(request, InstanceJson.Default.RightKeys, cancellationToken)).Is(
                out var body,
                out problem
            )
            || !InstanceCalls.Instance(request).Is(out var name, out problem)
            || !Receiver(request).Is(out var receiver, out problem)
        )
        {
            return problem.ToResult();
        }

        if (InstanceName.FindFault(name.Urn) is { } fault)
        {
            return fault;
        }

        return body.DirectRightKeys is not { } keys || (keys.Count == 0 && !replaces)
            ? InstanceProblems.NoRightKey.ToResult()
            : store
                .Change(draft => Give(draft, new Asked(giver, name), receiver, keys, replaces))
                .Match(_ => Results.StatusCode(replaces ? StatusCodes.Status200OK : StatusCodes.Status201Created));
    }

    private Result<Done> Give(WorldDraft draft, Asked asked, Guid receiver, IReadOnlyList<string?> keys, bool replaces)
    {
        var (giver, name) = asked;
        if (!rules.Find(draft.State, giver, name, keys).Is(out var rights, out var problem))
        {
            return problem;
        }

        if (!InstanceRules.IsConnected(draft.State, giver, receiver))
        {
            return InstanceProblems.NotConnected;
        }

        var key = InstanceDelegation.KeyOf(giver.Number, receiver, name.Resource, name.Urn);
        var before = replaces ? null : draft.State.InstanceDelegations.Find(key);
        if (rights.Count == 0)
        {
            draft.Remove<InstanceDelegation>(key);
            return default(Done);
        }

        draft.Put(
            new InstanceDelegation
            {
                Giver = giver.Number,
                Receiver = receiver,
                ResourceId = name.Resource,
                Instance = before?.Instance ?? name.Urn,
                Rights = [.. (before?.Rights ?? []).Concat(rights).DistinctBy(right => right.Key)],
            }
        );
        return default(Done);
    }

    private IResult List(HttpRequest request) =>
        calls
            .Parties(request, "read")
            .Match(parties =>
            {
                var (resource, instance) = (request.QueryText("resource"), request.QueryText("instance"));
                if (InstanceName.FindFault(instance) is { } fault)
                {
                    return fault;
                }

                var world = store.Current;
                return resource is not null && world.Resources.Find(resource) is null
                    ? InstanceProblems.ResourceInvalid(resource, instance).ToResult()
                    : Answers.Ok(
                        Paging.Whole(
                            Rows(world, parties, resource, instance)
                                .GroupBy(row => (row.ResourceId, Instance: row.Instance.ToLowerInvariant()))
                                .Select(rows => new InstancePermissionView(
                                    InstanceResourceView.Of(world.Resources.Find(rows.Key.ResourceId)!),
                                    new InstanceView(rows.First().Instance),
                                    [.. rows.Select(row => Permission(world, row))]
                                ))
                        ),
                        InstanceJson.Default.Instances
                    );
            });

    private IResult ListUsers(HttpRequest request) =>
        calls
            .Giver(request)
            .Then(giver => InstanceCalls.Instance(request).Then<Asked>(name => new Asked(giver, name)))
            .Match(asked =>
            {
                var (giver, name) = asked;
                if (InstanceName.FindFault(name.Urn) is { } fault)
                {
                    return fault;
                }

                var world = store.Current;
                return world.Resources.Find(name.Resource) is null
                    ? InstanceProblems.ResourceInvalid(name.Resource, name.Urn).ToResult()
                    : Answers.Ok(
                        Paging.Whole(
                            Rows(world, new InstanceParties(giver.PartyUuid, null), name.Resource, name.Urn)
                                .Select(row => InstanceRules.FindEntity(world, row.Receiver))
                                .OfType<EntityView>()
                                .Select(InstanceUserView.Of)
                        ),
                        InstanceJson.Default.Users
                    );
            });

    private IResult ListRights(HttpRequest request) =>
        Named(request, "read")
            .Match(asked =>
            {
                var (parties, name) = asked;
                if (InstanceName.FindFault(name.Urn) is { } fault)
                {
                    return fault;
                }

                var world = store.Current;
                return world.Resources.Find(name.Resource) is { } resource
                    ? Answers.Ok(
                        Rights(world, resource, Rows(world, parties, resource.Id, name.Urn).FirstOrDefault()),
                        InstanceJson.Default.InstanceRightsView
                    )
                    : InstanceProblems.ResourceInvalid(name.Resource, name.Urn).ToResult();
            });

    private IResult Remove(HttpRequest request) =>
        Named(request, "write")
            .Match(asked =>
            {
                var (parties, name) = asked;
                if ((InstanceName.FindFault(name.Urn) ?? FindResourceFault(name)) is { } fault)
                {
                    return fault;
                }

                return store
                    .Change<Done>(draft =>
                    {
                        foreach (var row in Rows(draft.State, parties, name.Resource, name.Urn).ToList())
                        {
                            draft.Remove<InstanceDelegation>(
                                InstanceDelegation.KeyOf(row.Giver, row.Receiver, row.ResourceId, row.Instance)
                            );
                        }

                        return default(Done);
                    })
                    .Match(_ => Results.NoContent());
            });

    private AccessFaults? FindResourceFault(InstanceName name)
    {
        if (store.Current.Resources.Find(name.Resource) is not null)
        {
            return null;
        }

        var faults = new AccessFaults();
        faults.Add(
            AccessFault.ResourceUnknown,
            "QUERY/resource",
            "resources",
            $"No resources with name '{name.Resource}' exists."
        );
        return faults;
    }

    // Both parties must be named, and are read where the right to ask is.
    private Result<AskedOfParties> Named(HttpRequest request, string kind) =>
        calls
            .Parties(request, kind)
            .Then(parties =>
                parties.Giver is null ? SandboxProblems.ParameterInvalid.At("from", "The from field is required.")
                : parties.Receiver is null ? SandboxProblems.ParameterInvalid.At("to", "The to field is required.")
                : InstanceCalls.Instance(request).Then<AskedOfParties>(name => new AskedOfParties(parties, name))
            );

    private static Result<Guid> Receiver(HttpRequest request) =>
        request.QueryText("to") is null ? SandboxProblems.NotPlayed
        : InstanceCalls.Id(request, "to") is { } receiver ? receiver
        : SandboxProblems.ParameterInvalid.At("to", $"The value '{request.QueryText("to")}' is not valid.");

    private static IEnumerable<InstanceDelegation> Rows(
        WorldState world,
        InstanceParties parties,
        string? resource,
        string? instance
    ) =>
        world
            .InstanceDelegations.All.Where(row => parties.Receiver is null || row.Receiver == parties.Receiver)
            .Where(row => parties.Giver is null || world.Organizations.Find(row.Giver)?.PartyUuid == parties.Giver)
            // A resource may be gone from the registry.
            .Where(row => world.Resources.Find(row.ResourceId) is not null)
            .Where(row => resource is null || string.Equals(row.ResourceId, resource, StringComparison.Ordinal))
            .Where(row => instance is null || row.IsOf(instance))
            .OrderBy(row => row.Instance, StringComparer.Ordinal);

    private static InstanceRightsView Rights(WorldState world, RegistryResource resource, InstanceDelegation? row) =>
        new(
            InstanceResourceView.Of(resource),
            row is null ? null : new InstanceView(row.Instance),
            [
                .. (row?.Rights ?? []).Select(right => new RightPermissionView(
                    RightView.Of(right),
                    ReasonView.Direct,
                    [Permission(world, row!)]
                )),
            ]
        );

    private static PermissionView Permission(WorldState world, InstanceDelegation row) =>
        new(EntityView.Of(world.Organizations.Find(row.Giver)!), InstanceRules.FindEntity(world, row.Receiver));

    private sealed record Asked(Organization Giver, InstanceName Name);

    private sealed record AskedOfParties(InstanceParties Parties, InstanceName Name);
}
