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

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("", List);
        group.MapPost("create", CreateAsync);
        group.MapDelete("{id}", Delete);
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
            .Then(caller => PathId.Read(id).Then(uuid => administration.Delete(caller.Pid, caller.Party.Number, uuid)))
            .Match(_ => Results.Accepted());

    private IResult Show(RegisteredSystemUser user) =>
        Answers.Ok(SystemUserView.Of(store.Current, user), AccessManagementJson.Default.SystemUserView);
}

/// <summary>What a person sends to create a system user.</summary>
internal sealed record NewSystemUser(string? SystemId, string? IntegrationTitle);
