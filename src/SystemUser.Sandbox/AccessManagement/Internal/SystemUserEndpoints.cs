using SystemUser.Sandbox.Http.Internal;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal shows, creates and deletes an organization's system users for a person. The notices of changed rights have no call
/// at Altinn that is known; theirs are the sandbox's own.
/// </summary>
internal static class SystemUserEndpoints
{
    private const string BasePath = "/authentication/api/v1/systemuser/{party}";

    public static void MapSystemUserAdministration(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<ApiCallers>();
        var administration = services.GetRequiredService<SystemUserAdministration>();
        var notices = services.GetRequiredService<RightsNotices>();
        var group = endpoints.MapGroup(BasePath);

        group.MapGet(
            "",
            (string party, HttpRequest request) =>
                Governor(party, request)
                    .Match(found =>
                        Answers.Ok(
                            administration
                                .Of(found.Party.Number)
                                .Select(user => SystemUserView.Of(store.Current, user)),
                            AccessManagementJson.Default.IEnumerableSystemUserView
                        )
                    )
        );
        group.MapPost(
            "create",
            async (string party, HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!Person(party, request).Is(out var found, out var problem))
                {
                    return problem.ToResult();
                }

                var body = await JsonBody.ReadAsync(
                    request,
                    AccessManagementJson.Default.NewSystemUser,
                    cancellationToken
                );
                return body.Is(out var wanted, out problem)
                    ? administration
                        .Create(found.Pid, found.Party.Number, wanted.SystemId ?? "", wanted.IntegrationTitle)
                        .Match(user =>
                            Answers.Ok(
                                SystemUserView.Of(store.Current, user),
                                AccessManagementJson.Default.SystemUserView
                            )
                        )
                    : problem.ToResult();
            }
        );
        group.MapDelete(
            "{id:guid}",
            (string party, Guid id, HttpRequest request) =>
                Person(party, request)
                    .Match(found =>
                        administration.Delete(found.Pid, found.Party.Number, id).Match(_ => Results.Accepted())
                    )
        );
        group.MapGet(
            "notices",
            (string party, HttpRequest request) =>
                Governor(party, request)
                    .Match(found =>
                        Answers.Ok(notices.Of(found.Party.Number), AccessManagementJson.Default.IEnumerableRightsNotice)
                    )
        );
        group.MapPost(
            "{id:guid}/notices/{version:int}/approve",
            (string party, Guid id, int version, HttpRequest request) =>
                Person(party, request)
                    .Match(found =>
                        notices
                            .Approve(found.Pid, found.Party.Number, id, version)
                            .Match(user =>
                                Answers.Ok(
                                    SystemUserView.Of(store.Current, user),
                                    AccessManagementJson.Default.SystemUserView
                                )
                            )
                    )
        );
        group.MapPost(
            "{id:guid}/notices/{version:int}/dismiss",
            (string party, Guid id, int version, HttpRequest request) =>
                Person(party, request)
                    .Match(found =>
                        notices.Dismiss(found.Pid, found.Party.Number, id, version).Match(_ => Results.NoContent())
                    )
        );

        Result<(string Pid, Organization Party)> Person(string party, HttpRequest request) =>
            !callers.FindPerson(request, PortalScopes.Portal).Is(out var pid, out var problem) ? problem
            : store.Current.FindOrganization(party) is { } organization ? (pid, organization)
            : Problems.PartyNotFound;

        Result<(string Pid, Organization Party)> Governor(string party, HttpRequest request) =>
            !Person(party, request).Is(out var found, out var problem) ? problem
            : Authority.Governs(store.Current, found.Pid, found.Party) ? found
            : Problems.NotAccessManager;
    }
}
