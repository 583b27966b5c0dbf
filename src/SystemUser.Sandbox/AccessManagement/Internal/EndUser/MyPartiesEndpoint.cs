using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>
/// The parties that the caller itself may act for. Source: Altinn/altinn-authorization-tmp, <c>AuthorizedPartiesController</c> of the
/// API for end users.
/// </summary>
internal sealed class MyPartiesEndpoint(WorldStore store, EndUsers callers, AuthorizedParties parties)
{
    private const string Path = "/accessmanagement/api/v1/enduser/authorizedparties";
    private const string Scope = "altinn:accessmanagement/authorizedparties";

    private static readonly Problem s_unknownUser = new("SANDBOX-00325", 401, "Unknown user type")
    {
        Form = ProblemForm.Text,
    };

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Get);

    private IResult Get(HttpRequest request)
    {
        var world = store.Current;
        return callers
            .Find(request, PortalScopes.Portal, Scope)
            .Then(caller => ReadFilter(world, request).Then(filter => List(world, caller, filter)))
            .Match(found => Answers.Ok(Paging.Whole(found), EndUserJson.Default.Parties));
    }

    private static Result<AuthorizedPartiesFilter> ReadFilter(WorldState world, HttpRequest request)
    {
        foreach (var party in request.Query["partyFilter"])
        {
            if (!Guid.TryParse(party, out _))
            {
                return SandboxProblems.ParameterInvalid.At("partyFilter", $"The value '{party}' is not valid.");
            }
        }

        return AuthorizedPartiesQuery.ReadOwn(
            world,
            request.Query,
            [
                .. request
                    .Query["partyFilter"]
                    .Select(party => new AuthorizedPartiesRequest(PdpAttributeIds.PartyUuid, party, PartyFilter: null)),
            ]
        );
    }

    private Result<List<AuthorizedPartyView>> List(
        WorldState world,
        EndUserCaller caller,
        AuthorizedPartiesFilter filter
    ) =>
        caller.Person is { } person ? parties.OfPerson(world, person.Pid, filter)
        : caller.SystemUser is { } id ? parties.OfSystemUser(world, id, filter)
        : s_unknownUser;
}
