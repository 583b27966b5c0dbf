using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Endpoints;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The lists of authorized parties for resource owners. Source: Altinn/altinn-authorization-tmp,
/// <c>AuthorizedPartiesController</c>.
/// </summary>
internal sealed class AuthorizedPartiesEndpoints(
    WorldStore store,
    ApiCallers callers,
    IServiceOwners owners,
    AuthorizedParties parties
)
{
    private const string Scope = "altinn:accessmanagement/authorizedparties.resourceowner";
    private const string AdminScope = "altinn:accessmanagement/authorizedparties.admin";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/accessmanagement/api/v1/resourceowner/authorizedparties", PostAsync);
        endpoints.MapPost("/accessmanagement/api/v1/serviceowner/authorizedparties", PostAsync);
    }

    private async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Gateway.Refuse(request, owners) is { } refusal)
        {
            return refusal;
        }

        if (!callers.Find(request, Scope, AdminScope).Is(out var caller, out var problem))
        {
            return problem.ToResult();
        }

        var body = await JsonBody.ReadAsync(
            request,
            AccessManagementJson.Default.AuthorizedPartiesRequest,
            cancellationToken
        );
        var world = store.Current;
        return body.Then(subject =>
                AuthorizedPartiesQuery
                    .Read(world, request.Query, subject)
                    .Then(filter =>
                        MayAskBy(world, caller, filter.OrgCode)
                            ? List(world, subject, filter)
                            : Invalid($"The caller does not own the org code {filter.OrgCode}.")
                    )
            )
            .Match(found => Answers.Ok(found, AccessManagementJson.Default.IReadOnlyListAuthorizedPartyView));
    }

    private Result<List<AuthorizedPartyView>> List(
        WorldState world,
        AuthorizedPartiesRequest subject,
        AuthorizedPartiesFilter filter
    ) =>
        subject.Type switch
        {
            PdpAttributeIds.SystemUser => Guid.TryParse(subject.Value, out var id)
                ? parties.OfSystemUser(world, id, filter)
                : Invalid("value must be the uuid of a system user."),
            PdpAttributeIds.PersonNumber => Numbers.IsPerson(subject.Value)
                ? parties.OfPerson(world, subject.Value, filter)
                : Invalid("value must be an identity number of eleven digits."),
            _ => Invalid(
                $"type must be {PdpAttributeIds.SystemUser} or {PdpAttributeIds.PersonNumber}; the sandbox knows no other."
            ),
        };

    // Only the owner of a code may ask by it.
    private static bool MayAskBy(WorldState world, ApiCaller caller, string? orgCode) =>
        orgCode is null
        || caller.Scopes.Contains(AdminScope, StringComparer.Ordinal)
        || string.Equals(world.Organizations.Find(caller.Organization)?.OrgCode, orgCode, StringComparison.Ordinal);

    private static Problem Invalid(string detail) => SandboxProblems.ParameterInvalid.With(detail);
}
