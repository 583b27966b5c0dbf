using SystemUser.Sandbox.Http.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal answers requests and change requests for a person. Source: Altinn/altinn-authentication,
/// <c>RequestSystemUserController</c> and <c>ChangeRequestSystemUserController</c>.
/// </summary>
internal static class RequestAnswerEndpoints
{
    private const string RequestPath = "/authentication/api/v1/systemuser/request";
    private const string ChangePath = "/authentication/api/v1/systemuser/changerequest";

    public static void MapRequestAnswers(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<ApiCallers>();
        var requests = services.GetRequiredService<RequestAnswers>();
        var changes = services.GetRequiredService<ChangeAnswers>();

        MapKind($"{RequestPath}/{{party}}/{{id:guid}}", SystemUserKind.Standard);
        MapKind($"{RequestPath}/agent/{{party}}/{{id:guid}}", SystemUserKind.Agent);
        Map($"{ChangePath}/{{party}}/{{id:guid}}/approve", (pid, party, id) => Answer(changes.Approve(pid, party, id)));
        Map($"{ChangePath}/{{party}}/{{id:guid}}/reject", (pid, party, id) => Answer(changes.Reject(pid, party, id)));

        void MapKind(string path, SystemUserKind kind)
        {
            Map($"{path}/approve", (pid, party, id) => Answer(requests.Approve(pid, party, kind, id)));
            Map($"{path}/reject", (pid, party, id) => Answer(requests.Reject(pid, party, kind, id)));
            Map($"{path}/escalate", (pid, party, id) => Answer(requests.Escalate(pid, party, kind, id)));
        }

        void Map(string path, Func<string, string, Guid, IResult> answer) =>
            endpoints.MapPost(
                path,
                (string party, Guid id, HttpRequest request) =>
                    !callers.FindPerson(request, PortalScopes.Portal).Is(out var pid, out var problem)
                        ? problem.ToResult()
                    : store.Current.FindOrganization(party) is { } organization ? answer(pid, organization.Number, id)
                    : Problems.PartyNotFound.ToResult()
            );
    }

    // Altinn answers the bare word true.
    private static IResult Answer<T>(Result<T> result) =>
        result.Match(_ => Answers.Ok(true, AccessManagementJson.Default.Boolean));
}
