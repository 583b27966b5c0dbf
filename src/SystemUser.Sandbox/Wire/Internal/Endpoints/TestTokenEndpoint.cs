using System.Globalization;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>
/// Makes Maskinporten tokens of system users for trying things out: the query names are those of Altinn's own test token
/// generator (Altinn/AltinnTestTools, <c>GetSystemUserToken</c>), which makes Altinn tokens.
/// </summary>
internal sealed class TestTokenEndpoint(MaskinportenTokenIssuer tokens, ITestTokenUsers users)
{
    private const string DefaultOrganization = "991825827";
    private const string DefaultScope = "altinn:enduser";
    private const int DefaultLifetime = 1800;
    private const int LongestLifetime = 86400;

    public IResult Get(HttpRequest request)
    {
        var errors = new List<string>();

        // Altinn's orgNo is the vendor; whoever gives no systemUserOrg means the owner by it.
        var orgNo = Organization(request, "orgNo", errors);
        var ownerOrgNo = Organization(request, "systemUserOrg", errors);
        var supplierOrgNo = Organization(request, "supplierOrgNo", errors);
        var known = FindUser(request, ownerOrgNo ?? orgNo, out var id);
        if (id == Guid.Empty)
        {
            errors.Add("systemUserId must be the uuid of a system user.");
        }

        var lifetime = Lifetime(request, errors);
        if (errors.Count > 0)
        {
            return Results.BadRequest(new JsonArray([.. errors.Select(error => JsonValue.Create(error))]));
        }

        var claims = new JsonObject
        {
            ["authorization_details"] = new JsonArray(
                MaskinportenTokenIssuer.SystemUser(
                    id.ToString(),
                    ownerOrgNo ?? orgNo ?? known?.OwnerOrganizationNumber ?? DefaultOrganization,
                    request.QueryText("systemId") ?? known?.SystemId
                )
            ),
            ["scope"] = string.Join(' ', Scopes(request)),
            ["consumer"] = MaskinportenTokenIssuer.Organization(
                (ownerOrgNo is null ? null : orgNo) ?? known?.VendorOrganizationNumber ?? DefaultOrganization
            ),
        };
        if (supplierOrgNo is not null)
        {
            claims["supplier"] = MaskinportenTokenIssuer.Organization(supplierOrgNo);
            claims["delegation_source"] = MaskinportenTokenIssuer.DelegationSource;
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var clientId = request.QueryText("clientId") ?? known?.ClientId ?? Guid.NewGuid().ToString();
        return Answers.Text(tokens.Issue(claims, clientId, lifetime));
    }

    private TestTokenUser? FindUser(HttpRequest request, string? owner, out Guid id)
    {
        if (request.Query.ContainsKey("systemUserId"))
        {
            return Guid.TryParse(request.Query["systemUserId"], out id) ? users.Find(id.ToString(), owner: null) : null;
        }

        var any = users.Find(systemUserId: null, owner);
        id = any?.Id ?? Guid.Empty;
        return any;
    }

    private static string? Organization(HttpRequest request, string name, List<string> errors)
    {
        var value = request.QueryText(name);
        if (request.Query.ContainsKey(name) && !Numbers.IsOrganization(value))
        {
            errors.Add($"{name} must be an organization number of nine digits.");
        }

        return value;
    }

    private static TimeSpan Lifetime(HttpRequest request, List<string> errors)
    {
        var lifetime = DefaultLifetime;
        if (
            request.Query.TryGetValue("ttl", out var ttl)
            && (
                !int.TryParse(ttl, NumberStyles.None, CultureInfo.InvariantCulture, out lifetime)
                || lifetime is 0 or > LongestLifetime
            )
        )
        {
            errors.Add("ttl must be a number of seconds from 1 to 86400.");
        }

        return TimeSpan.FromSeconds(lifetime);
    }

    private static string[] Scopes(HttpRequest request) =>
        request.QueryText("scopes")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [DefaultScope];
}
