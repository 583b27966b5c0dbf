using System.Globalization;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>
/// Makes Maskinporten tokens of system users for trying things out: the query names are those of Altinn's own test token
/// generator (Altinn/AltinnTestTools, <c>GetSystemUserToken</c>), which makes Altinn tokens.
/// </summary>
internal sealed class TestTokenEndpoint(MaskinportenTokens tokens, ITestTokenUsers users)
{
    private const string DefaultOrganization = "991825827";
    private const string DefaultScope = "altinn:enduser";
    private const int DefaultLifetime = 1800;
    private const int LongestLifetime = 86400;

    public Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var errors = new List<string>();

        // Altinn's orgNo is the vendor; whoever gives no systemUserOrg means the owner by it.
        var orgNo = Organization("orgNo");
        var ownerOrgNo = Organization("systemUserOrg");
        var supplierOrgNo = Organization("supplierOrgNo");
        var known = FindUser(out var id);
        if (id == Guid.Empty)
        {
            errors.Add("systemUserId must be the uuid of a system user.");
        }

        var lifetime = DefaultLifetime;
        if (
            query.TryGetValue("ttl", out var ttl)
            && (
                !int.TryParse(ttl, NumberStyles.None, CultureInfo.InvariantCulture, out lifetime)
                || lifetime is 0 or > LongestLifetime
            )
        )
        {
            errors.Add("ttl must be a number of seconds from 1 to 86400.");
        }

        if (errors.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsJsonAsync(
                new JsonArray([.. errors.Select(error => JsonValue.Create(error))]),
                context.RequestAborted
            );
        }

        var claims = new JsonObject
        {
            ["authorization_details"] = new JsonArray(
                MaskinportenTokens.SystemUser(
                    id.ToString(),
                    ownerOrgNo ?? orgNo ?? known?.OwnerOrganizationNumber ?? DefaultOrganization,
                    Text("systemId") ?? known?.SystemId
                )
            ),
            ["scope"] = string.Join(' ', Scopes()),
            ["consumer"] = MaskinportenTokens.Organization(
                (ownerOrgNo is null ? null : orgNo) ?? known?.VendorOrganizationNumber ?? DefaultOrganization
            ),
        };
        if (supplierOrgNo is not null)
        {
            claims["supplier"] = MaskinportenTokens.Organization(supplierOrgNo);
            claims["delegation_source"] = "https://tt02.altinn.no/";
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        var clientId = Text("clientId") ?? known?.ClientId ?? Guid.NewGuid().ToString();
        return context.Response.WriteAsync(
            tokens.Issue(claims, clientId, TimeSpan.FromSeconds(lifetime)),
            context.RequestAborted
        );

        TestTokenUser? FindUser(out Guid id)
        {
            if (query.ContainsKey("systemUserId"))
            {
                return Guid.TryParse(query["systemUserId"], out id) ? users.Find(id.ToString(), owner: null) : null;
            }

            var any = users.Find(systemUserId: null, ownerOrgNo ?? orgNo);
            id = any?.Id ?? Guid.Empty;
            return any;
        }

        string? Text(string name) => query[name] is [{ Length: > 0 } value] ? value : null;

        string? Organization(string name)
        {
            var value = Text(name);
            if (query.ContainsKey(name) && value is not { Length: 9 } || value?.All(char.IsAsciiDigit) == false)
            {
                errors.Add($"{name} must be an organization number of nine digits.");
            }

            return value;
        }

        string[] Scopes() => Text("scopes")?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [DefaultScope];
    }
}
