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
    public const string BasePath = "/authentication/api/v1/systemuser/{party}";
    private const string AgentPath = "/authentication/api/v1/systemuser/agent/{party}/{id}";

    // How many were deleted, which is all that Altinn says.
    private const int Deleted = 1;
    private const int NoneDeleted = 0;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("", List);
        group.MapPost("create", CreateAsync);
        group.MapDelete("{id}", Delete);
        endpoints.MapDelete(AgentPath, DeleteAgent);
    }

    private IResult List(string party, HttpRequest request) =>
        callers
            .FindGovernor(request, party)
            .Match(caller =>
                Answers.Ok(
                    administration.Of(caller.Party.Number).Select(user => SystemUserView.Of(store.Current, user)),
                    AccessManagementJson.Default.IEnumerableSystemUserView
                )
            );

    private async Task<IResult> CreateAsync(string party, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!callers.Find(request, party).Is(out var caller, out var problem))
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
            .Find(request, party)
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
            .Find(request, party)
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
