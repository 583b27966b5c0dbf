using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.IdPorten.Internal;

/// <summary>
/// A person's token of ID-porten, and Altinn's exchange of it. Nobody logs in: who is to be played is named. Source:
/// Altinn/altinn-authentication, <c>AuthenticationController</c>.
/// </summary>
internal sealed class IdPortenEndpoints(WorldStore store, IdPortenTokens tokens)
{
    private const string TokenPath = "/api/GetIdPortenToken";
    private const string DefaultScope = "openid altinn:clientdelegations.read altinn:clientdelegations.write";
    private const string Studio = "altinnstudio";
    private const string HighLevel = "idporten-loa-high";

    // What a service owner and Altinn have agreed on, besides Altinn's own.
    private static readonly string[] s_partnerScopes =
    [
        "skatteetaten:formueinntekt/skattemelding",
        "skatteetaten:mvameldinginnsending",
        "skatteetaten:mvameldingvalidering",
    ];

    private static readonly Problem s_scopeMissing = SandboxProblems.ScopeMissing.With(
        "The token has no scope that begins with altinn:."
    );

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(TokenPath, GetToken);
        endpoints.MapGet($"{WireAddress.ExchangesPath}/id-porten", Exchange);
        endpoints.MapGet($"{WireAddress.ExchangesPath}/{{provider}}", RefuseProvider);
    }

    private IResult GetToken(HttpRequest request)
    {
        var pid = request.QueryText("pid");
        if (!Numbers.IsPerson(pid))
        {
            return SandboxProblems.ParameterInvalid.With("pid must be an identity number of eleven digits.").ToResult();
        }

        return Answers.Text(
            tokens.Issue(
                pid,
                request.QueryText("scopes")?.Replace(',', ' ') ?? DefaultScope,
                request.QueryText("acr") ?? HighLevel
            )
        );
    }

    private IResult Exchange(HttpRequest request)
    {
        if (AuthorizationHeader.Read(request) is not { } token || tokens.Verify(token) is not { } claims)
        {
            return SandboxProblems
                .NotAuthenticated.With(
                    "There is no valid token of ID-porten; GET /api/GetIdPortenToken?pid= makes one."
                )
                .ToResult();
        }

        if (!JwtClaims.Scopes(claims).Any(IsTaken))
        {
            return s_scopeMissing.ToResult();
        }

        return store.Current.Persons.Find(JwtClaims.Text(claims, "pid")) is { } person
            ? Answers.Negotiated(tokens.IssueAltinn(ClaimsOf(person, claims), claims))
            : SandboxProblems.NotAuthenticated.With("Altinn knows no such person.").ToResult();
    }

    // No token of Altinn Studio's is ever valid here.
    private static IResult RefuseProvider(string provider, HttpRequest request) =>
        AuthorizationHeader.Read(request) is null || provider.Equals(Studio, StringComparison.OrdinalIgnoreCase)
            ? SandboxProblems.NotAuthenticated.ToResult()
            : Answers.Negotiated(
                $"Invalid token provider: {provider}. Trusted token providers are 'Maskinporten', 'Id-porten' and 'AltinnStudio'.",
                StatusCodes.Status400BadRequest
            );

    private static JsonObject ClaimsOf(RegisteredPerson person, JsonElement idPorten)
    {
        var level = JwtClaims.Text(idPorten, "acr") ?? HighLevel;
        return new JsonObject
        {
            ["nameid"] = person.UserId.ToString(CultureInfo.InvariantCulture),
            ["urn:altinn:userid"] = person.UserId.ToString(CultureInfo.InvariantCulture),
            ["urn:altinn:username"] = "",
            ["urn:altinn:partyid"] = person.PartyId,
            ["urn:altinn:party:uuid"] = person.PartyUuid.ToString(),
            ["urn:altinn:authenticatemethod"] = "BankID",
            ["urn:altinn:authlevel"] = level switch
            {
                "idporten-loa-low" => 0,
                "idporten-loa-substantial" => 3,
                HighLevel => 4,
                _ => level[^1] is >= '0' and <= '9' and var digit ? digit - '0' : 0,
            },
            ["pid"] = person.Pid,
            ["acr"] = level,
            ["scope"] = JwtClaims.Text(idPorten, "scope"),
            ["client_id"] = JwtClaims.Text(idPorten, "client_id"),
            ["sid"] = Guid.NewGuid().ToString(),
        };
    }

    private static bool IsTaken(string scope) =>
        scope.StartsWith("altinn:", StringComparison.Ordinal) || s_partnerScopes.Contains(scope);
}
