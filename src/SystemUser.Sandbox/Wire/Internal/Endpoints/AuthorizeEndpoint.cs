using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.Wire.Internal.Xacml;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Altinn's policy decision point, with the gateway before it.</summary>
internal sealed class AuthorizeEndpoint(AltinnTokens tokens, IServiceOwners serviceOwners, IDecisionSource decisions)
{
    private const string Scope = "altinn:authorization/authorize";
    private const string AdminScope = "altinn:authorization/authorize.admin";

    public async Task PostAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (await RefuseAsync(context, cancellationToken) is not { } caller)
        {
            return;
        }

        XacmlEnvelope? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(
                context.Request.BodyReader,
                XacmlJson.Default.XacmlEnvelope,
                cancellationToken
            );
        }
        // The server itself answers a BadHttpRequestException, with the status code that it holds.
        catch (Exception exception) when (exception is JsonException or (IOException and not BadHttpRequestException))
        {
            await WireJson.WriteProblemAsync(
                context,
                StatusCodes.Status400BadRequest,
                "One or more validation errors occurred.",
                "The body is no XACML request in JSON.",
                cancellationToken
            );
            return;
        }

        var questions = XacmlReader.Read(body?.Request, out var unanswerable);
        if (unanswerable is not null)
        {
            decisions.Note(caller, unanswerable);
        }

        var answer = questions is null
            ? new PdpAnswer([PdpResult.Indeterminate()])
            : await decisions.DecideAsync(new PdpRequest(questions, caller), cancellationToken);
        if (answer.Fault is { } fault)
        {
            await fault.WriteAsync(context, cancellationToken);
            return;
        }

        context.Response.ContentType = WireJson.ContentType;
        XacmlWriter.Write(context.Response.BodyWriter, questions ?? [], answer.Results);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    // The gateway sees the subscription key first; the policy decision point then sees the token, its scope and the body.
    private async ValueTask<PdpCaller?> RefuseAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (Gateway.Refuses(context.Request, serviceOwners) is { } refusal)
        {
            await WireJson.WriteAsync(context, StatusCodes.Status401Unauthorized, refusal, cancellationToken);
            return null;
        }

        if (BearerToken.Read(context.Request) is not { } token || tokens.Verify(token) is not { } claims)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return null;
        }

        var caller = new PdpCaller(JwtClaims.OrganizationNumber(claims, "consumer"), JwtClaims.Scopes(claims));
        if (!caller.Scopes.Any(scope => scope is Scope or AdminScope))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return null;
        }

        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return null;
        }

        return caller;
    }
}
