using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal answers requests and change requests for a person. Source:
/// Altinn/altinn-authentication,
/// <c>RequestSystemUserController</c> and <c>ChangeRequestSystemUserController</c>.
/// </summary>
internal static class RequestAnswerEndpoints
{
    private const string RequestPath = "/authentication/api/v1/systemuser/request";
    private const string ChangePath = "/authentication/api/v1/systemuser/changerequest";

    public static void MapRequestAnswers(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var callers = services.GetRequiredService<PortalCallers>();
        var requests = services.GetRequiredService<RequestAnswers>();
        var changes = services.GetRequiredService<ChangeAnswers>();

        MapKind($"{RequestPath}/{{party}}/{{id}}", SystemUserKind.Standard);
        MapKind($"{RequestPath}/agent/{{party}}/{{id}}", SystemUserKind.Agent);
        Map(
            $"{ChangePath}/{{party}}/{{id}}/approve",
            (caller, id) => Answer(changes.Approve(caller.Pid, caller.Party.Number, id))
        );
        Map(
            $"{ChangePath}/{{party}}/{{id}}/reject",
            (caller, id) => Answer(changes.Reject(caller.Pid, caller.Party.Number, id))
        );

        void MapKind(string path, SystemUserKind kind)
        {
            Map($"{path}/approve", (caller, id) => Answer(requests.Approve(caller.Pid, caller.Party.Number, kind, id)));
            Map($"{path}/reject", (caller, id) => Answer(requests.Reject(caller.Pid, caller.Party.Number, id, kind)));
            Map(
                $"{path}/escalate",
                (caller, id) => Answer(requests.Escalate(caller.Pid, caller.Party.Number, kind, id))
            );
        }

        void Map(string path, Func<PortalCaller, Guid, IResult> answer) =>
            endpoints.MapPost(
                path,
                (string party, string id, HttpRequest request) =>
                    callers.Find(request, party).Match(caller => PathId.Read(id).Match(uuid => answer(caller, uuid)))
            );
    }

    // Altinn answers the bare word true.
    private static IResult Answer<T>(Result<T> result) =>
        result.Match(_ => Answers.Ok(true, AccessManagementJson.Default.Boolean));
}
