using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal shows, creates and deletes an organization's system users for a person.
/// </summary>
internal static class SystemUserEndpoints
{
    public const string BasePath = "/authentication/api/v1/systemuser/{party}";

    public static void MapSystemUserAdministration(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<PortalCallers>();
        var administration = services.GetRequiredService<SystemUserAdministration>();
        var group = endpoints.MapGroup(BasePath);

        group.MapGet(
            "",
            (string party, HttpRequest request) =>
                callers
                    .FindGovernor(request, party)
                    .Match(caller =>
                        Answers.Ok(
                            administration
                                .Of(caller.Party.Number)
                                .Select(user => SystemUserView.Of(store.Current, user)),
                            AccessManagementJson.Default.IEnumerableSystemUserView
                        )
                    )
        );
        group.MapPost(
            "create",
            async (string party, HttpRequest request, CancellationToken cancellationToken) =>
            {
                if (!callers.Find(request, party).Is(out var caller, out var problem))
                {
                    return problem.ToResult();
                }

                var body = await JsonBody.ReadAsync(
                    request,
                    AccessManagementJson.Default.NewSystemUser,
                    cancellationToken
                );
                return body.Match(wanted =>
                    administration
                        .Create(caller.Pid, caller.Party.Number, wanted.SystemId ?? "", wanted.IntegrationTitle)
                        .Match(user =>
                            Answers.Ok(
                                SystemUserView.Of(store.Current, user),
                                AccessManagementJson.Default.SystemUserView
                            )
                        )
                );
            }
        );
        group.MapDelete(
            "{id}",
            (string party, string id, HttpRequest request) =>
                callers
                    .Find(request, party)
                    .Match(caller =>
                        PathId
                            .Read(id)
                            .Match(uuid =>
                                administration
                                    .Delete(caller.Pid, caller.Party.Number, uuid)
                                    .Match(_ => Results.Accepted())
                            )
                    )
        );
    }
}
