using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;

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
        var pid = request.Query["pid"].ToString();
        if (!Numbers.IsPerson(pid))
        {
            return SandboxProblems.ParameterInvalid.With("pid must be an identity number of eleven digits.").ToResult();
        }

        if (store.Current.Persons.Find(pid) is not { } person)
        {
            return SandboxProblems.PersonNotFound.ToResult();
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
