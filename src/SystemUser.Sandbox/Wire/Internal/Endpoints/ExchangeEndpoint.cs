using System.Text.Json;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Altinn's exchange: a Maskinporten token in, an Altinn token out.</summary>
internal sealed class ExchangeEndpoint(MaskinportenTokens maskinporten, AltinnTokens altinn)
{
    private const string EnterpriseUserHeader = "X-Altinn-EnterpriseUser-Authentication";

    public Task GetAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(EnterpriseUserHeader))
        {
            return WireJson.WriteProblemAsync(
                context,
                StatusCodes.Status410Gone,
                "Gone",
                "Virksomhetsbruker is no longer available",
                context.RequestAborted
            );
        }

        if (BearerToken.Read(context.Request) is not { } token || maskinporten.Verify(token) is not { } claims)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var quoted = WantsJson(context.Request);
        var altinnToken = altinn.Issue(claims);
        context.Response.ContentType = quoted ? WireJson.ContentType : "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            quoted ? JsonSerializer.Serialize(altinnToken, ExchangeJson.Default.String) : altinnToken,
            context.RequestAborted
        );
    }

    // ASP.NET Core writes a string as text unless the caller wants JSON and nothing but JSON.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json")
            && !accepted.Any(type => type.MatchesAllTypes || type.MediaType == "text/plain");
    }
}
