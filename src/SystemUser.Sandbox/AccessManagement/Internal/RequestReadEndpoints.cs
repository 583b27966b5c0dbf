using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The calls with which Altinn's portal shows requests and change requests to a person. Source: Altinn/altinn-authentication,
/// <c>RequestSystemUserController</c> and <c>ChangeRequestSystemUserController</c>.
/// </summary>
internal sealed class RequestReadEndpoints(
    WorldStore store,
    PortalCallers callers,
    ApiCallers persons,
    WireAddress address,
    TimeProvider clock
)
{
    private const string Requests = "/authentication/api/v1/systemuser/request";
    private const string Changes = "/authentication/api/v1/systemuser/changerequest";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        MapKind(endpoints, Requests, SystemUserKind.Standard);
        MapKind(endpoints, Requests + "/agent", SystemUserKind.Agent);
        endpoints.MapGet(
            Changes + "/{id}",
            (string id, HttpRequest request) => ShowToPerson<UserChangeRequest>(id, request, SystemUserKind.Standard)
        );
        endpoints.MapGet(
            Changes + "/{party}/{id}",
            (string party, string id, HttpRequest request) =>
                Find<UserChangeRequest>(party, id, request, SystemUserKind.Standard)
                    .Match(found =>
                        Answers.Ok(
                            ChangeRequestView.Of(found, address, clock.GetUtcNow()) with
                            {
                                ConfirmUrl = null,
                            },
                            PortalReadJson.Default.ChangeRequestView
                        )
                    )
        );
    }

    private void MapKind(IEndpointRouteBuilder endpoints, string path, SystemUserKind kind)
    {
        endpoints.MapGet(
            path + "/{id}",
            (string id, HttpRequest request) => ShowToPerson<NewUserRequest>(id, request, kind)
        );
        endpoints.MapGet(
            path + "/{party}/{id}",
            (string party, string id, HttpRequest request) =>
                Find<NewUserRequest>(party, id, request, kind)
                    .Match(found => Answers.Ok(View(found), PortalReadJson.Default.RequestView))
        );
        endpoints.MapGet(
            path + "/{party}/{orgNo}/pending",
            (string party, string orgNo, HttpRequest request) => ListPending(party, orgNo, request, kind)
        );
    }

    // Of agents' requests, Altinn lists only those that someone has passed on.
    private IResult ListPending(string party, string orgNo, HttpRequest request, SystemUserKind kind) =>
        callers
            .FindGovernor(request, party)
            .Match(caller =>
                Answers.Ok(
                    store
                        .Current.Requests.Where(By.RequestParty, orgNo == caller.Party.Number ? orgNo : null)
                        .Where(found => found is { IsDeleted: false, Status: RequestStatus.New } && found.Kind == kind)
                        .Where(found => kind == SystemUserKind.Standard || found.Escalated)
                        .Select(View),
                    PortalReadJson.Default.IEnumerableRequestView
                )
            );

    private Result<TRequest> Find<TRequest>(string party, string id, HttpRequest request, SystemUserKind kind)
        where TRequest : VendorRequest =>
        callers
            .FindGovernor(request, party)
            .Then(caller =>
                Find<TRequest>(id, kind)
                    .Then<TRequest>(found => found.Party == caller.Party.Number ? found : Problems.RequestNotFound)
            );

    private Result<TRequest> Find<TRequest>(string id, SystemUserKind kind)
        where TRequest : VendorRequest =>
        PathId
            .Read(id)
            .Then<TRequest>(uuid =>
                store.Current.Rows<TRequest>().Find(uuid) is { IsDeleted: false } found && found.Kind == kind
                    ? found
                    : Problems.RequestNotFound
            );

    private IResult ShowToPerson<TRequest>(string id, HttpRequest request, SystemUserKind kind)
        where TRequest : VendorRequest =>
        persons
            .FindPerson(request, PortalScopes.Portal)
            .Then(pid => Find<TRequest>(id, kind).Then(found => Show(pid, found)))
            .Match(view => Answers.Ok(view, PortalReadJson.Default.RequestToPerson));

    private Result<RequestToPerson> Show(string pid, VendorRequest request)
    {
        var world = store.Current;
        if (world.Organizations.Find(request.Party) is not { } party)
        {
            return Problems.PartyNotFound;
        }

        var governs = Authority.Governs(world, pid, party);
        return governs || Authority.RolesOf(world, pid, party).Any()
            ? RequestToPerson.Of(request, party, mayOnlyEscalate: !governs, clock.GetUtcNow())
            : Problems.NotAccessManager;
    }

    private RequestView View(NewUserRequest request) =>
        RequestView.Of(request, address, clock.GetUtcNow()) with
        {
            ConfirmUrl = null,
        };
}
