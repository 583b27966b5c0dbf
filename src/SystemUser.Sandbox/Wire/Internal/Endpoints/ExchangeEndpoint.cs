using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Altinn's exchange: a Maskinporten token in, an Altinn token out.</summary>
internal sealed class ExchangeEndpoint(MaskinportenTokenIssuer maskinporten, AltinnTokenIssuer altinn)
{
    private const string EnterpriseUserHeader = "X-Altinn-EnterpriseUser-Authentication";

    private static readonly Problem s_enterpriseUser = new(
        Code: null,
        StatusCodes.Status410Gone,
        "Virksomhetsbruker is no longer available"
    );

    public IResult Get(HttpRequest request)
    {
        if (request.Headers.ContainsKey(EnterpriseUserHeader))
        {
            return s_enterpriseUser.ToResult();
        }

        if (AuthorizationHeader.Read(request) is not { } token || maskinporten.Verify(token) is not { } claims)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var altinnToken = altinn.Issue(claims);
        return WantsJson(request) ? Answers.Ok(altinnToken, ExchangeJson.Default.String) : Answers.Text(altinnToken);
    }

    // ASP.NET Core writes a string as text unless the caller wants JSON and nothing but JSON.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json")
            && !accepted.Any(type => type.MatchesAllTypes || type.MediaType == "text/plain");
    }
}

/// <summary>Writes a token as a JSON string.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
