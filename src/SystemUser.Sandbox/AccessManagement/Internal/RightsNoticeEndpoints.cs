using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which a person sees and answers notices of changed rights. Altinn has none; these are the sandbox's, at its own address.
/// </summary>
internal sealed class RightsNoticeEndpoints(WorldStore store, PortalCallers callers, RightsNotices notices)
{
    private const string BasePath = "/sandbox/systemuser/{party}";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath);
        group.MapGet("notices", List);
        group.MapPost("{id}/notices/{version}/approve", Approve);
        group.MapPost("{id}/notices/{version}/dismiss", Dismiss);
    }

    private IResult List(string party, HttpRequest request) =>
        callers
            .FindGovernor(request, party)
            .Match(caller =>
                Answers.Ok(notices.Of(caller.Party.Number), AccessManagementJson.Default.IEnumerableRightsNotice)
            );

    private IResult Approve(string party, string id, string version, HttpRequest request) =>
        Answer(party, id, version, request, notices.Approve)
            .Match(user =>
                Answers.Ok(SystemUserView.Of(store.Current, user), AccessManagementJson.Default.SystemUserView)
            );

    private IResult Dismiss(string party, string id, string version, HttpRequest request) =>
        Answer(party, id, version, request, notices.Dismiss).Match(_ => Results.NoContent());

    private Result<T> Answer<T>(
        string party,
        string id,
        string version,
        HttpRequest request,
        Func<string, string, Guid, int, Result<T>> answer
    ) =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                PathId
                    .Read(id)
                    .Then(uuid =>
                        PathId.ReadNumber(version).Then(number => answer(caller.Pid, caller.Party.Number, uuid, number))
                    )
            );
}
