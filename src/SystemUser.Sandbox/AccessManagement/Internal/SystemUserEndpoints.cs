using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal shows, creates and deletes an organization's system users for a person.
/// </summary>
internal sealed class SystemUserEndpoints(
    WorldStore store,
    PortalCallers callers,
    SystemUserAdministration administration
)
{
    private const string BasePath = "/authentication/api/v1/systemuser/{party}";
    private const string AgentsPath = "/authentication/api/v1/systemuser/agent/{party}";
    private const string AgentPath = AgentsPath + "/{id}";

    private static readonly Problem s_notFound = new("SANDBOX-00322", 404, "The organization has no such system user.")
    {
        Form = ProblemForm.Framework,
    };

    // How many were deleted, which is all that Altinn says.
    private const int Deleted = 1;
    private const int NoneDeleted = 0;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("", (string party, HttpRequest request) => List(party, request, SystemUserKind.Standard));
        group.MapGet("{id}", Get);
        group.MapGet("{id}/delegations", GetHolding);
        endpoints.MapGet(AgentsPath, (string party, HttpRequest request) => List(party, request, SystemUserKind.Agent));
        group.MapPost("create", CreateAsync);
        group.MapDelete("{id}", Delete);
        endpoints.MapDelete(AgentPath, DeleteAgent);
    }

    private IResult List(string party, HttpRequest request, SystemUserKind kind) =>
        callers
            .FindGovernor(request, party)
            .Match(caller =>
                Answers.Ok(
                    administration
                        .Of(caller.Party.Number)
                        .Where(user => user.Kind == kind)
                        .Select(user => SystemUserView.Of(store.Current, user)),
                    AccessManagementJson.Default.IEnumerableSystemUserView
                )
            );

    private IResult Get(string party, string id, HttpRequest request) =>
        FindOwn(party, id, request, s_notFound)
            .Match(user =>
                Answers.Ok(SystemUserView.InFull(store.Current, user), AccessManagementJson.Default.SystemUserView)
            );

    private IResult GetHolding(string party, string id, HttpRequest request) =>
        FindOwn(party, id, request, Problems.SystemUserNotFound)
            .Match(user => Answers.Ok(SystemUserHolding.Of(user), AccessManagementJson.Default.SystemUserHolding));

    private Result<RegisteredSystemUser> FindOwn(string party, string id, HttpRequest request, Problem otherwise) =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                PathId
                    .Read(id, "systemUserId")
                    .Then<RegisteredSystemUser>(uuid =>
                        administration.Of(caller.Party.Number).FirstOrDefault(user => user.Id == uuid) is { } user
                            ? user
                            : otherwise
                    )
            );

    private async Task<IResult> CreateAsync(string party, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!callers.FindGovernor(request, party).Is(out var caller, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(request, AccessManagementJson.Default.NewSystemUser, cancellationToken);
        return body.Then(wanted =>
                administration.Create(caller.Pid, caller.Party.Number, wanted.SystemId ?? "", wanted.IntegrationTitle)
            )
            .Match(Show);
    }

    private IResult Delete(string party, string id, HttpRequest request) =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                PathId
                    .Read(id, "systemUserId")
                    .Then(uuid => administration.Delete(caller.Pid, caller.Party.Number, uuid, SystemUserKind.Standard))
            )
            .Is(out _, out var problem)
            ? Answers.Ok(Deleted, AccessManagementJson.Default.Int32, StatusCodes.Status202Accepted)
        : problem == Problems.SystemUserNotFound
            ? Answers.Ok(NoneDeleted, AccessManagementJson.Default.Int32, StatusCodes.Status404NotFound)
        : problem.ToResult();

    private IResult DeleteAgent(string party, string id, HttpRequest request) =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                PathId
                    .Read(id, "systemUserId")
                    .Then(uuid => administration.Delete(caller.Pid, caller.Party.Number, uuid, SystemUserKind.Agent))
            )
            .Match(_ => Results.Ok());

    private IResult Show(RegisteredSystemUser user) =>
        Answers.Ok(SystemUserView.Of(store.Current, user), AccessManagementJson.Default.SystemUserView);
}

/// <summary>What a person sends to create a system user.</summary>
internal sealed record NewSystemUser(string? SystemId, string? IntegrationTitle);
