using System.Collections.Immutable;
using SystemUser.Sandbox.AccessManagement.Internal.EndUser;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal.Agents;

/// <summary>
/// Gives agents packages and single resources of clients, and takes them back. Source: Altinn/altinn-authorization-tmp,
/// <c>ClientDelegationController</c> and <c>ClientDelegationService</c>.
/// </summary>
internal sealed class AgentWrites(WorldStore store, AgentCalls calls, TimeProvider clock)
{
    private static readonly Problem s_valuesMissing = SandboxProblems.BodyInvalid.At(
        "Values",
        "The Values field is required, with a role and what comes with it in each."
    );

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var version in new[] { ClientApiVersion.First, ClientApiVersion.Second })
        {
            var group = endpoints.MapGroup(version.Path);
            group.MapPost("agents/accesspackages", context => ChangeAsync(context, version, Give));
            group.MapDelete("agents/clients", (HttpRequest request) => RemoveClient(version, request));
        }

        endpoints
            .MapGroup(ClientApiVersion.First.Path)
            .MapDelete("agents/accesspackages", context => ChangeAsync(context, ClientApiVersion.First, TakeBack));
        var second = endpoints.MapGroup(ClientApiVersion.Second.Path);
        second.MapPost(
            "agents/accesspackages/delete",
            context => ChangeAsync(context, ClientApiVersion.Second, TakeBack)
        );
        second.MapPost("agents/resources", context => ChangeAsync(context, ClientApiVersion.Second, GiveResources));
        second.MapPost(
            "agents/resources/delete",
            context => ChangeAsync(context, ClientApiVersion.Second, TakeResourcesBack)
        );
    }

    private async Task ChangeAsync(
        HttpContext context,
        ClientApiVersion version,
        Func<WorldDraft, DelegationCall, IResult> change
    )
    {
        var request = context.Request;
        var call = calls.Writer(request).Then(party => ReadIds(request, version, party));
        if (!call.Is(out var ids, out var problem))
        {
            await problem.ToResult().ExecuteAsync(context);
            return;
        }

        var body = await JsonBody.ReadAsync(request, AgentJson.Default.DelegationBatch, context.RequestAborted);
        var answer = body.Then(batch =>
            batch.Values is { } values && values.All(value => value is not null)
                ? store.Change<AnswerOf>(draft => new AnswerOf(
                    change(draft, DelegationCall.Of(draft.State, version, ids, [.. values.OfType<DelegationOfRole>()]))
                ))
                : s_valuesMissing
        );
        await answer.Match(done => done.Answer).ExecuteAsync(context);
    }

    private IResult Give(WorldDraft draft, DelegationCall call)
    {
        var packages = call.Packages();
        call.CheckGiving();
        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var (world, agent, client) = (draft.State, call.Agent!, call.Client!);
        foreach (var (role, package, path) in packages)
        {
            if (!ClientRelations.RolesGiving(world, call.Party.Number, client.Number, package.Urn).Contains(role))
            {
                call.Faults.Add(
                    AccessFault.NotAuthorized,
                    path,
                    package.Urn,
                    $"Can't delegate package from client '{client.PartyUuid}' as they haven't been assigned to '{call.Party.PartyUuid}' through role '{role.Urn}'."
                );
            }
        }

        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var before = Existing(world, agent, client);
        draft.Put(
            before with
            {
                AccessPackages =
                [
                    .. before.AccessPackages.Union(packages.Select(one => one.Package.Urn), StringComparer.Ordinal),
                ],
            }
        );
        return Packages(
            call,
            packages.Select(one => (one.Role, one.Package, !before.AccessPackages.Contains(one.Package.Urn)))
        );
    }

    private IResult TakeBack(WorldDraft draft, DelegationCall call)
    {
        var packages = call.Packages().Where(one => call.HasRole(one.Role)).ToList();
        call.CheckTakingBack();
        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var before = Existing(draft.State, call.Agent!, call.Client!);
        ClientDelegations.Keep(
            draft,
            before with
            {
                AccessPackages =
                [
                    .. before.AccessPackages.Except(packages.Select(one => one.Package.Urn), StringComparer.Ordinal),
                ],
            }
        );
        return Packages(
            call,
            packages.Select(one => (one.Role, one.Package, before.AccessPackages.Contains(one.Package.Urn)))
        );
    }

    private IResult GiveResources(WorldDraft draft, DelegationCall call)
    {
        var resources = call.Resources();
        call.CheckGiving();
        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var (world, agent, client) = (draft.State, call.Agent!, call.Client!);
        foreach (var (role, resource, path) in resources)
        {
            if (
                role != ClientRole.RightHolder
                || !ClientRelations.GivesRight(world, call.Party.Number, client.Number, resource)
            )
            {
                call.Faults.Add(
                    AccessFault.NotAuthorized,
                    path,
                    StableId.Of(resource).ToString(),
                    $"Can't delegate resource from client '{client.PartyUuid}' as it hasn't been delegated to '{call.Party.PartyUuid}' as a single resource through role '{role.Urn}'."
                );
            }
        }

        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var before = Existing(world, agent, client);
        draft.Put(
            before with
            {
                Rights = [.. before.Rights.Union(resources.Select(one => one.Resource), StringComparer.Ordinal)],
            }
        );
        return Resources(
            call,
            resources.Select(one => (one.Role, one.Resource, !before.Rights.Contains(one.Resource)))
        );
    }

    private IResult TakeResourcesBack(WorldDraft draft, DelegationCall call)
    {
        var resources = call.Resources().Where(one => call.HasRole(one.Role)).ToList();
        call.CheckTakingBack();
        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        var before = Existing(draft.State, call.Agent!, call.Client!);
        ClientDelegations.Keep(
            draft,
            before with
            {
                Rights = [.. before.Rights.Except(resources.Select(one => one.Resource), StringComparer.Ordinal)],
            }
        );
        return Resources(call, resources.Select(one => (one.Role, one.Resource, before.Rights.Contains(one.Resource))));
    }

    private IResult RemoveClient(ClientApiVersion version, HttpRequest request)
    {
        var cascade = request.QueryText("cascade");
        if (cascade is not null && !bool.TryParse(cascade, out _))
        {
            return SandboxProblems.ParameterInvalid.At("cascade", $"The value '{cascade}' is not valid.").ToResult();
        }

        return calls
            .Writer(request)
            .Then(party => ReadIds(request, version, party))
            .Then(ids =>
                store.Change<AnswerOf>(draft => new AnswerOf(
                    Remove(
                        draft,
                        DelegationCall.Of(draft.State, version, ids, []),
                        bool.TryParse(cascade, out var all) && all
                    )
                ))
            )
            .Match(done => done.Answer);
    }

    private static IResult Remove(WorldDraft draft, DelegationCall call, bool cascade)
    {
        if (
            call.Agent is not { } agent
            || call.Client is not { } client
            || draft.State.Delegations.Find(ClientDelegation.KeyOf(agent.Id, client.Number)) is not { } delegation
        )
        {
            return Results.NoContent();
        }

        if (!cascade)
        {
            foreach (var held in delegation.Rights.Concat(delegation.AccessPackages))
            {
                call.Faults.Add(
                    AccessFault.StillActive,
                    "$QUERY/cascade",
                    held,
                    $"Cannot remove the delegation because party '{agent.Id}' still has '{held}' from '{client.PartyUuid}'."
                );
            }
        }

        if (!call.Faults.IsEmpty)
        {
            return call.Faults;
        }

        draft.Remove<ClientDelegation>(ClientDelegation.KeyOf(agent.Id, client.Number));
        return Results.NoContent();
    }

    private static Result<DelegationIds> ReadIds(HttpRequest request, ClientApiVersion version, Organization party) =>
        AgentCalls
            .Id(request, version.Client)
            .Then(client =>
                AgentCalls
                    .Id(request, version.Agent)
                    .Then<DelegationIds>(agent => new DelegationIds(party, client, agent))
            );

    private ClientDelegation Existing(WorldState world, RegisteredSystemUser agent, Organization client) =>
        world.Delegations.Find(ClientDelegation.KeyOf(agent.Id, client.Number))
        ?? new ClientDelegation
        {
            Agent = agent.Id,
            Client = client.Number,
            AccessPackages = [],
            Created = clock.GetUtcNow(),
        };

    private static IResult Packages(
        DelegationCall call,
        IEnumerable<(ClientRole Role, CatalogPackage Package, bool Changed)> packages
    ) =>
        Answers.Ok(
            [
                .. packages.Select(one => new DelegatedPackage(
                    one.Role.Id,
                    one.Package.Id,
                    call.Party.PartyUuid,
                    call.Client!.PartyUuid,
                    call.Agent!.Id,
                    one.Changed
                )),
            ],
            AgentJson.Default.IReadOnlyListDelegatedPackage
        );

    private static IResult Resources(
        DelegationCall call,
        IEnumerable<(ClientRole Role, string Resource, bool Changed)> resources
    ) =>
        Answers.Ok(
            [
                .. resources.Select(one => new DelegatedResource(
                    one.Role.Id,
                    StableId.Of(one.Resource),
                    call.Party.PartyUuid,
                    call.Client!.PartyUuid,
                    call.Agent!.Id,
                    one.Changed
                )),
            ],
            AgentJson.Default.IReadOnlyListDelegatedResource
        );

    private sealed record AnswerOf(IResult Answer);
}
