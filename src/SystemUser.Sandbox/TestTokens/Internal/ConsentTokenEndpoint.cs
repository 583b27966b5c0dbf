using System.Globalization;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.TestTokens.Internal;

/// <summary>
/// Makes Maskinporten tokens with a consent in them: the query names are those of Altinn's own generator (Altinn/AltinnTestTools,
/// <c>GetConsentToken</c>), which still makes the tokens of Altinn 2.
/// </summary>
internal static class ConsentTokenEndpoint
{
    private const string Path = "/api/GetConsentToken";
    private const string DefaultScope = "altinn:consentrequests.read";
    private const int DefaultLifetime = 30;
    private const int LongestLifetime = 86400;

    public static void MapConsentTokens(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Get);

    private static IResult Get(HttpRequest request, MaskinportenTokenIssuer tokens, TimeProvider clock)
    {
        var errors = new List<string>();
        var resources =
            request
                .QueryText("serviceCodes")
                ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? [];
        Expect(resources.Length > 0, "serviceCodes must name the resources that the consent is about.");
        var (giver, receiver) = (request.QueryText("offeredBy"), request.QueryText("coveredBy"));
        Expect(
            Numbers.IsPerson(giver) || Numbers.IsOrganization(giver),
            "offeredBy must be an identity number or an organization number."
        );
        Expect(Numbers.IsOrganization(receiver), "coveredBy must be an organization number of nine digits.");
        var supplier = request.QueryText("handledBy");
        Expect(
            supplier is null || Numbers.IsOrganization(supplier),
            "handledBy must be an organization number of nine digits."
        );
        var id = Guid.NewGuid();
        Expect(
            request.QueryText("authorizationCode") is not { } code || Guid.TryParse(code, out id),
            "authorizationCode must be a uuid."
        );
        var lifetime = DefaultLifetime;
        Expect(ReadLifetime(request, ref lifetime), "ttl must be a number of seconds from 1 to 86400.");
        if (errors.Count > 0)
        {
            return Results.BadRequest(new JsonArray([.. errors.Select(error => JsonValue.Create(error))]));
        }

        var now = clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["authorization_details"] = new JsonArray(
                ConsentDetail.Write(id, giver!, receiver!, now, now.AddSeconds(lifetime), resources, Metadata(request))
            ),
            ["scope"] = request.QueryText("scopes")?.Replace(',', ' ') ?? DefaultScope,
            ["consumer"] = MaskinportenTokenIssuer.Organization(receiver!),
        };
        AddSupplier(claims, supplier);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Answers.Text(tokens.Issue(claims, Guid.NewGuid().ToString(), TimeSpan.FromSeconds(lifetime)));

        void Expect(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }

    private static void AddSupplier(JsonObject claims, string? supplier)
    {
        if (supplier is not null)
        {
            claims["supplier"] = MaskinportenTokenIssuer.Organization(supplier);
            claims["delegation_source"] = MaskinportenTokenIssuer.DelegationSource;
        }
    }

    private static bool ReadLifetime(HttpRequest request, ref int lifetime) =>
        request.QueryText("ttl") is not { } ttl
        || int.TryParse(ttl, NumberStyles.None, CultureInfo.InvariantCulture, out lifetime)
            && lifetime is > 0 and <= LongestLifetime;

    // Whatever is not the generator's own is the consent's: inntektsaar=2025.
    private static IEnumerable<KeyValuePair<string, string>> Metadata(HttpRequest request) =>
        request
            .Query.Where(entry =>
                entry.Key
                    is not (
                        "env"
                        or "serviceCodes"
                        or "offeredBy"
                        or "coveredBy"
                        or "handledBy"
                        or "authorizationCode"
                        or "ttl"
                        or "scopes"
                    )
            )
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString()));
}
