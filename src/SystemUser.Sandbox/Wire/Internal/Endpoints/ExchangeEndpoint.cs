using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Altinn's exchange: a Maskinporten token in, an Altinn token out.</summary>
internal sealed class ExchangeEndpoint(MaskinportenTokenIssuer maskinporten, AltinnTokenIssuer altinn)
{
    private const string EnterpriseUserHeader = "X-Altinn-EnterpriseUser-Authentication";

    private static readonly Problem s_enterpriseUser = new(
        "SANDBOX-00109",
        StatusCodes.Status410Gone,
        "Virksomhetsbruker is no longer available"
    )
    {
        Form = ProblemForm.Bare,
        Detail = "Virksomhetsbruker (enterprise user) is no longer available: use a system user, or ID-porten.",
    };

    public IResult Get(HttpRequest request)
    {
        if (request.Headers.ContainsKey(EnterpriseUserHeader))
        {
            return s_enterpriseUser.ToResult();
        }

        var notes = CallNotes.Of(request.HttpContext);
        if (AuthorizationHeader.Read(request) is not { } token || maskinporten.Verify(token) is not { } claims)
        {
            notes.Refuse("no token", "There is no Maskinporten token of this sandbox's, or it has expired.");
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        notes.ClientId = JwtClaims.Text(claims, "client_id");
        notes.Organization = JwtClaims.OrganizationNumber(claims, "consumer");
        notes.Scopes = JwtClaims.Text(claims, "scope");
        notes.Outcome = "exchanged";
        return Answers.Negotiated(altinn.Issue(claims));
    }
}
