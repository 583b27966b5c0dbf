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
    private const string Json = "application/json";
    private const string Xml = "application/xml";
    private const string TextXml = "text/xml";

    // Altinn reads XML here with .NET's own serializer, for which the XML of XACML is nothing that it knows.
    private static readonly Problem s_noSerializedModel = SandboxProblems.BodyInvalid.At(
        "",
        "An error occurred while deserializing input data."
    );

    /// <summary>Answers API providers.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Refuse(request, out var caller) is { } refusal)
        {
            return refusal;
        }

        XacmlEnvelope? body;
        try
        {
            body = await ReadAsync(request, cancellationToken);
        }
        // The server itself answers a BadHttpRequestException, with the status code that it holds.
        catch (Exception exception) when (exception is JsonException or (IOException and not BadHttpRequestException))
        {
            return SandboxProblems.BodyInvalid.With("The body is no XACML request in JSON.").ToResult();
        }

        return body is null
            ? SandboxProblems.BodyInvalid.At("", "A non-empty request body is required.").ToResult()
            : await DecideAsync(request, body.Request, caller, cancellationToken);
    }

    /// <summary>
    /// Answers Altinn's own services, and whoever uses Altinn's own package for it: the gateway asks for a key, nobody for a token. Whatever it
    /// stumbles over is a syntax error here.
    /// </summary>
    public async Task<IResult> PostInternalAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (Gateway.Refuse(request, serviceOwners) is { } refusal)
        {
            return refusal;
        }

        if (request.ContentType is null)
        {
            return SandboxProblems.NotJson.ToResult();
        }

        var caller = new PdpCaller(null, [], IsInternal: true) { Notes = CallNotes.Of(request.HttpContext) };
        if (!request.ContentType.Contains(Json, StringComparison.Ordinal))
        {
            return await DecideInXmlAsync(request, caller, cancellationToken);
        }

        XacmlEnvelope? body;
        try
        {
            body = await ReadAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or (IOException and not BadHttpRequestException))
        {
            body = null;
        }

        return await DecideAsync(request, body?.Request, caller, cancellationToken);
    }

    private static ValueTask<XacmlEnvelope?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonSerializer.DeserializeAsync(request.BodyReader, XacmlJson.Default.XacmlEnvelope, cancellationToken);

    private async Task<IResult> DecideAsync(
        HttpRequest request,
        XacmlRequest? asked,
        PdpCaller caller,
        CancellationToken cancellationToken
    )
    {
        var questions = XacmlReader.Read(asked, out var stumble);
        if (stumble is not null)
        {
            decisions.Note(caller, stumble);
        }

        var answer = questions is null
            ? new PdpAnswer([PdpResult.Indeterminate(stumble!.StatusCode)])
            : await decisions.DecideAsync(new PdpRequest(questions, caller), cancellationToken);
        return answer.Fault is { } fault ? fault
            : WantsXml(request)
                ? Results.Text(XacmlXmlWriter.Write(questions ?? [], answer.Results), "application/xml; charset=utf-8")
            : new Decisions(questions ?? [], Told(caller, answer.Results));
    }

    // What is not called JSON is taken for XML, and answered as a text that is XML.
    private async Task<IResult> DecideInXmlAsync(
        HttpRequest request,
        PdpCaller caller,
        CancellationToken cancellationToken
    )
    {
        if (!(await JsonBody.ReadBytesAsync(request, cancellationToken)).Is(out var body, out var problem))
        {
            return problem.ToResult();
        }

        using var reader = new StreamReader(new MemoryStream(body));
        var question = XacmlContextXml.Read(await reader.ReadToEndAsync(cancellationToken), out var stumble);
        if (question is null)
        {
            decisions.Note(caller, stumble!);
            return Answers.Text(XacmlContextXml.Write(null, PdpResult.Indeterminate(PdpStatus.SyntaxError)));
        }

        var answer = await decisions.DecideAsync(new PdpRequest([question], caller), cancellationToken);
        return answer.Fault ?? Answers.Text(XacmlContextXml.Write(question, Told(caller, answer.Results)[0]));
    }

    private static IReadOnlyList<PdpResult> Told(PdpCaller caller, IReadOnlyList<PdpResult> results) =>
        caller.IsInternal
            ?
            [
                .. results.Select(result =>
                    result.StatusCode == PdpStatus.ProcessingError
                        ? result with
                        {
                            StatusCode = PdpStatus.SyntaxError,
                        }
                        : result
                ),
            ]
            : results;

    private static bool WantsXml(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .Accept.OrderByDescending(type => type.Quality ?? 1)
            .Select(type => type.MediaType.Value)
            .FirstOrDefault(type => type is Json or Xml or TextXml or "*/*" or "application/*")
            is Xml
                or TextXml;

    // The gateway checks the subscription key; then the policy decision point checks the token, its scope and the body.
    private IResult? Refuse(HttpRequest request, out PdpCaller caller)
    {
        var notes = CallNotes.Of(request.HttpContext);
        caller = new PdpCaller(null, []) { Notes = notes };
        if (Gateway.Refuse(request, serviceOwners) is { } refusal)
        {
            return refusal;
        }

        if (AuthorizationHeader.Read(request) is not { } token || tokens.Verify(token) is not { } claims)
        {
            notes.Refuse("no token", "There is no Altinn token of this sandbox's, or it has expired.");
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        caller = new PdpCaller(JwtClaims.OrganizationNumber(claims, "consumer"), JwtClaims.Scopes(claims))
        {
            Notes = notes,
        };
        notes.ClientId = JwtClaims.Text(claims, "client_id");
        notes.Organization = caller.OrganizationNumber;
        notes.Scopes = string.Join(' ', caller.Scopes);
        if (!caller.Scopes.Any(scope => scope is Scope or AdminScope))
        {
            notes.Refuse("scope missing", $"The token lacks the scope {Scope}.");
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        return IsXml(request) ? s_noSerializedModel.ToResult()
            : !request.HasJsonContentType() ? SandboxProblems.NotJson.ToResult()
            : null;
    }

    private static bool IsXml(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type
        && (
            type.MediaType.Equals(Xml, StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals(TextXml, StringComparison.OrdinalIgnoreCase)
            || type.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase)
        );

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
