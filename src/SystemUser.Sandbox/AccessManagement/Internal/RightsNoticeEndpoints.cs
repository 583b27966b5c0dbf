using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which a person sees and answers notices of changed rights. Altinn's own are not known; these are the
/// sandbox's.
/// </summary>
internal static class RightsNoticeEndpoints
{
    public static void MapRightsNotices(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<PortalCallers>();
        var notices = services.GetRequiredService<RightsNotices>();
        var group = endpoints.MapGroup(SystemUserEndpoints.BasePath);

        group.MapGet(
            "notices",
            (string party, HttpRequest request) =>
                callers
                    .FindGovernor(request, party)
                    .Match(caller =>
                        Answers.Ok(
                            notices.Of(caller.Party.Number),
                            AccessManagementJson.Default.IEnumerableRightsNotice
                        )
                    )
        );
        Map(
            "approve",
            (caller, id, version) =>
                notices
                    .Approve(caller.Pid, caller.Party.Number, id, version)
                    .Match(user =>
                        Answers.Ok(SystemUserView.Of(store.Current, user), AccessManagementJson.Default.SystemUserView)
                    )
        );
        Map(
            "dismiss",
            (caller, id, version) =>
                notices.Dismiss(caller.Pid, caller.Party.Number, id, version).Match(_ => Results.NoContent())
        );

        void Map(string answer, Func<PortalCaller, Guid, int, IResult> give) =>
            group.MapPost(
                $"{{id}}/notices/{{version}}/{answer}",
                (string party, string id, string version, HttpRequest request) =>
                    callers
                        .Find(request, party)
                        .Match(caller =>
                            PathId
                                .Read(id)
                                .Match(uuid => PathId.ReadNumber(version).Match(number => give(caller, uuid, number)))
                        )
            );
    }
}
