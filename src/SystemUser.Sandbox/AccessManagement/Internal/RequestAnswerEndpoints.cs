using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal answers requests and change requests for a person. Source:
/// Altinn/altinn-authentication, <c>RequestSystemUserController</c> and <c>ChangeRequestSystemUserController</c>.
/// </summary>
internal sealed class RequestAnswerEndpoints(PortalCallers callers, RequestAnswers requests, ChangeAnswers changes)
{
    private const string RequestPath = "/authentication/api/v1/systemuser/request";
    private const string ChangePath = "/authentication/api/v1/systemuser/changerequest";
    private const string ById = "/{party}/{id}";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        MapKind(endpoints, RequestPath + ById, SystemUserKind.Standard);
        MapKind(endpoints, RequestPath + "/agent" + ById, SystemUserKind.Agent);
        Map(endpoints, ChangePath + ById + "/approve", (pid, party, id) => Yes(changes.Approve(pid, party, id)));
        Map(endpoints, ChangePath + ById + "/reject", (pid, party, id) => Yes(changes.Reject(pid, party, id)));
    }

    private void MapKind(IEndpointRouteBuilder endpoints, string path, SystemUserKind kind)
    {
        Map(endpoints, path + "/approve", (pid, party, id) => Yes(requests.Approve(pid, party, kind, id)));
        Map(endpoints, path + "/reject", (pid, party, id) => Yes(requests.Reject(pid, party, id, kind)));
        Map(endpoints, path + "/escalate", (pid, party, id) => requests.Escalate(pid, party, kind, id), callers.Find);
    }

    // Altinn answers the bare word true or false.
    private void Map(
        IEndpointRouteBuilder endpoints,
        string path,
        Func<string, string, Guid, Result<bool>> answer,
        Func<HttpRequest, string, Result<PortalCaller>>? find = null
    ) =>
        endpoints.MapPost(
            path,
            (string party, string id, HttpRequest request) =>
                (find ?? callers.FindGovernor)(request, party)
                    .Then(caller => PathId.Read(id).Then(uuid => answer(caller.Pid, caller.Party.Number, uuid)))
                    .Match(done => Answers.Ok(done, AccessManagementJson.Default.Boolean))
        );

    private static Result<bool> Yes<T>(Result<T> result) => result.Then<bool>(_ => true);
}
