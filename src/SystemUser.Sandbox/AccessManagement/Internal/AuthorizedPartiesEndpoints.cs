using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Endpoints;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>
/// The lists of authorized parties for resource owners. Source: Altinn/altinn-authorization-tmp,
/// <c>AuthorizedPartiesController</c>.
/// </summary>
internal static class AuthorizedPartiesEndpoints
{
    private const string Scope = "altinn:accessmanagement/authorizedparties.resourceowner";
    private const string AdminScope = "altinn:accessmanagement/authorizedparties.admin";

    public static void MapAuthorizedParties(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var callers = services.GetRequiredService<ApiCallers>();
        var owners = services.GetRequiredService<IServiceOwners>();
        var parties = services.GetRequiredService<AuthorizedParties>();

        endpoints.MapPost("/accessmanagement/api/v1/resourceowner/authorizedparties", PostAsync);
        endpoints.MapPost("/accessmanagement/api/v1/serviceowner/authorizedparties", PostAsync);

        async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
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
            if (
                !body.Is(out var subject, out problem)
                || !AuthorizedPartiesQuery.Read(world, request.Query, subject).Is(out var filter, out problem)
            )
            {
                return problem.ToResult();
            }

            return CheckOrgCode(world, caller, filter)?.ToResult() ?? List(world, subject, filter);
        }

        IResult List(WorldState world, AuthorizedPartiesRequest subject, AuthorizedPartiesFilter filter) =>
            subject.Type switch
            {
                PdpAttributeIds.SystemUser => Guid.TryParse(subject.Value, out var id)
                    ? Answers.Ok(
                        parties.OfSystemUser(world, id, filter),
                        AccessManagementJson.Default.IReadOnlyListAuthorizedParty
                    )
                    : Invalid("value must be the uuid of a system user.").ToResult(),
                PdpAttributeIds.PersonNumber => Numbers.IsPerson(subject.Value)
                    ? Answers.Ok(
                        parties.OfPerson(world, subject.Value, filter),
                        AccessManagementJson.Default.IReadOnlyListAuthorizedParty
                    )
                    : Invalid("value must be an identity number of eleven digits.").ToResult(),
                _ => Invalid(
                        $"type must be {PdpAttributeIds.SystemUser} or {PdpAttributeIds.PersonNumber}; the sandbox knows no other."
                    )
                    .ToResult(),
            };
    }

    // Only the owner of a code may ask by it.
    private static Problem? CheckOrgCode(WorldState world, ApiCaller caller, AuthorizedPartiesFilter filter) =>
        filter.OrgCode is not { } orgCode
        || caller.Scopes.Contains(AdminScope, StringComparer.Ordinal)
        || string.Equals(world.Organizations.Find(caller.Organization)?.OrgCode, orgCode, StringComparison.Ordinal)
            ? null
            : Invalid($"The caller does not own the org code {orgCode}.");

    private static Problem Invalid(string detail) => Problems.ParameterInvalid.With(detail);
}
