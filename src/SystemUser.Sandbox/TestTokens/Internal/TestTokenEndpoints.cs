using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.TestTokens.Internal;

/// <summary>
/// Makes Altinn tokens of people and organizations for trying things out, with the query names of Altinn's own
/// generator (Altinn/AltinnTestTools,
/// <c>GetPersonalToken</c> and <c>GetEnterpriseToken</c>).
/// </summary>
internal static class TestTokenEndpoints
{
    private const string PersonScopes =
        "altinn:portal/enduser altinn:clientdelegations.read altinn:clientdelegations.write altinn:accessmanagement/authorizedparties";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public static void MapTestTokens(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = services.GetRequiredService<WorldStore>();
        var keys = services.GetRequiredService<WireKeys>();
        var address = services.GetRequiredService<WireAddress>();
        var clock = services.GetRequiredService<TimeProvider>();

        endpoints.MapGet(
            "/api/GetPersonalToken",
            (HttpRequest request) =>
            {
                var pid = request.Query["pid"].ToString();
                if (!Numbers.IsPerson(pid))
                {
                    return Problems
                        .ParameterInvalid.With("pid must be an identity number of eleven digits.")
                        .ToResult();
                }

                if (store.Current.Persons.Find(pid) is not { } person)
                {
                    return Problems.PersonNotFound.ToResult();
                }

                return Sign(
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
                );
            }
        );
        endpoints.MapGet(
            "/api/GetEnterpriseToken",
            (HttpRequest request) =>
            {
                var number = request.Query["orgNo"].ToString();
                if (!Numbers.IsOrganization(number))
                {
                    return Problems
                        .ParameterInvalid.With("orgNo must be an organization number of nine digits.")
                        .ToResult();
                }

                var claims = new JsonObject
                {
                    ["consumer"] = MaskinportenTokens.Organization(number),
                    ["scope"] = Scopes(request) ?? "altinn:serviceowner",
                    ["urn:altinn:orgNumber"] = number,
                    ["urn:altinn:authenticatemethod"] = "maskinporten",
                    ["urn:altinn:authlevel"] = 3,
                };
                if (store.Current.Organizations.Find(number)?.OrgCode is { } orgCode)
                {
                    claims["urn:altinn:org"] = orgCode;
                }

                return Sign(claims);
            }
        );

        IResult Sign(JsonObject claims)
        {
            var now = clock.GetUtcNow();
            claims["iss"] = address.AltinnIssuer;
            claims["jti"] = Guid.NewGuid().ToString();
            claims["nbf"] = now.ToUnixTimeSeconds();
            claims["iat"] = now.ToUnixTimeSeconds();
            claims["exp"] = (now + Lifetime).ToUnixTimeSeconds();
            return Results.Text(JwtWriter.Sign(claims, keys.Altinn.Current));
        }
    }

    private static string? Scopes(HttpRequest request) =>
        request.Query["scopes"] is [{ Length: > 0 } scopes] ? scopes.Replace(',', ' ') : null;
}
