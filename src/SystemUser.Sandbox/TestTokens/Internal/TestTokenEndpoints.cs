using System.Globalization;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.TestTokens.Internal;

/// <summary>
/// Makes Altinn tokens of people and organizations for trying things out, with the query names of Altinn's own
/// generator (Altinn/AltinnTestTools, <c>GetPersonalToken</c> and <c>GetEnterpriseToken</c>).
/// </summary>
internal static class TestTokenEndpoints
{
    private const string PersonScopes =
        "altinn:portal/enduser altinn:clientdelegations.read altinn:clientdelegations.write altinn:accessmanagement/authorizedparties";
    private const string OrganizationScopes = "altinn:serviceowner";

    public static void MapTestTokens(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/GetPersonalToken", GetPersonal);
        endpoints.MapGet("/api/GetEnterpriseToken", GetEnterprise);
    }

    private static IResult GetPersonal(HttpRequest request, WorldStore store, AltinnTokenIssuer tokens)
    {
        if (!FindPerson(store.Current, request).Is(out var person, out var problem))
        {
            return problem.ToResult();
        }

        return Results.Text(
            tokens.IssueTest(
                new JsonObject
                {
                    ["pid"] = person.Pid,
                    ["scope"] = Scopes(request) ?? PersonScopes,
                    ["urn:altinn:userid"] = person.UserId,
                    ["urn:altinn:partyid"] = person.PartyId,
                    ["urn:altinn:party:uuid"] = person.PartyUuid.ToString(),
                    ["urn:altinn:authenticatemethod"] = "BankID",
                    ["urn:altinn:authlevel"] = 4,
                }
            )
        );
    }

    private static Result<RegisteredPerson> FindPerson(WorldState world, HttpRequest request)
    {
        var (pid, userId) = (request.Query["pid"].ToString(), request.QueryText("userId"));
        if (pid.Length == 0 && userId is not null)
        {
            return
                int.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && world.Persons.All.FirstOrDefault(person => person.UserId == number) is { } named
                ? named
                : SandboxProblems.PersonNotFound.With($"No person has the user id {userId}.");
        }

        return !Numbers.IsPerson(pid)
                ? SandboxProblems.ParameterInvalid.With("pid must be an identity number of eleven digits.")
            : world.Persons.Find(pid) is { } person ? person
            : SandboxProblems.PersonNotFound;
    }

    private static IResult GetEnterprise(HttpRequest request, WorldStore store, AltinnTokenIssuer tokens)
    {
        var number = request.Query["orgNo"].ToString();
        if (!Numbers.IsOrganization(number))
        {
            return SandboxProblems
                .ParameterInvalid.With("orgNo must be an organization number of nine digits.")
                .ToResult();
        }

        var claims = new JsonObject
        {
            ["consumer"] = MaskinportenTokenIssuer.Organization(number),
            ["scope"] = Scopes(request) ?? OrganizationScopes,
            ["urn:altinn:orgNumber"] = number,
            ["urn:altinn:authenticatemethod"] = "maskinporten",
            ["urn:altinn:authlevel"] = 3,
        };
        if (store.Current.Organizations.Find(number)?.OrgCode is { } orgCode)
        {
            claims["urn:altinn:org"] = orgCode;
        }

        return Results.Text(tokens.IssueTest(claims));
    }

    private static string? Scopes(HttpRequest request) => request.QueryText("scopes")?.Replace(',', ' ');
}
