using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.Wire.Internal.Xacml;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Altinn's policy decision point, with the gateway before it.</summary>
internal sealed class AuthorizeEndpoint(
    AltinnTokenIssuer tokens,
    IServiceOwners serviceOwners,
    IDecisionSource decisions
)
{
    private const string Scope = "altinn:authorization/authorize";
    public const string AdminScope = "altinn:authorization/authorize.admin";

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Refuse(request, out var caller) is { } refusal)
        {
            return refusal;
        }

        XacmlEnvelope? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(
                request.BodyReader,
                XacmlJson.Default.XacmlEnvelope,
                cancellationToken
            );
        }
        // The server itself answers a BadHttpRequestException, with the status code that it holds.
        catch (Exception exception) when (exception is JsonException or (IOException and not BadHttpRequestException))
        {
            return SandboxProblems.BodyInvalid.With("The body is no XACML request in JSON.").ToResult();
        }

        var questions = XacmlReader.Read(body?.Request, out var unanswerable);
        if (unanswerable is not null)
        {
            decisions.Note(caller, unanswerable);
        }

        var answer = questions is null
            ? new PdpAnswer([PdpResult.Indeterminate()])
            : await decisions.DecideAsync(new PdpRequest(questions, caller), cancellationToken);
        return answer.Fault is { } fault ? fault : new Decisions(questions ?? [], answer.Results);
    }

    // The gateway checks the subscription key; then the policy decision point checks the token, its scope and the body.
    private IResult? Refuse(HttpRequest request, out PdpCaller caller)
    {
        caller = new PdpCaller(null, []);
        if (Gateway.Refuse(request, serviceOwners) is { } refusal)
        {
            return refusal;
        }

        if (AuthorizationHeader.Read(request) is not { } token || tokens.Verify(token) is not { } claims)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        caller = new PdpCaller(JwtClaims.OrganizationNumber(claims, "consumer"), JwtClaims.Scopes(claims));
        return !caller.Scopes.Any(scope => scope is Scope or AdminScope)
                ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : !request.HasJsonContentType() ? Results.StatusCode(StatusCodes.Status415UnsupportedMediaType)
            : null;
    }

    // Straight into the response: this is the answer that the sandbox gives most often.
    private sealed class Decisions(IReadOnlyList<PdpQuestion> questions, IReadOnlyList<PdpResult> results) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = Answers.Json;
            XacmlWriter.Write(httpContext.Response.BodyWriter, questions, results);
            await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}
