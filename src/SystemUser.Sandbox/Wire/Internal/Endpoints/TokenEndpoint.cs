using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Maskinporten's <c>POST /token</c>: the JWT-bearer grant (RFC 7523, section 2.1).</summary>
internal sealed class TokenEndpoint(AssertionVerifier assertions, IMaskinportenGrants grants, MaskinportenTokens tokens)
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public async Task PostAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.HasFormContentType)
        {
            await RefuseAsync(context, Invalid("The body must be application/x-www-form-urlencoded."));
            return;
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (form["grant_type"] != GrantType)
        {
            await RefuseAsync(
                context,
                new(400, "unsupported_grant_type", Code: null, $"The grant_type must be {GrantType}.")
            );
            return;
        }

        if (form["assertion"] is not [{ Length: > 0 } assertion])
        {
            await RefuseAsync(context, Invalid("There must be exactly one assertion."));
            return;
        }

        var (client, error) = await assertions.VerifyAsync(assertion, cancellationToken);
        var grant = client is null ? TokenGrant.Refused(error!) : await grants.GrantAsync(client, cancellationToken);
        if (grant.Error is not null)
        {
            await RefuseAsync(context, grant.Error);
            return;
        }

        await WireJson.WriteAsync(
            context,
            StatusCodes.Status200OK,
            new JsonObject
            {
                ["access_token"] = tokens.Issue(grant.Claims, client!.ClientId, grant.Lifetime),
                ["token_type"] = "Bearer",
                ["expires_in"] = (long)grant.Lifetime.TotalSeconds - 1,
                ["scope"] = grant.Claims["scope"]?.DeepClone(),
            },
            cancellationToken
        );
    }

    private static MaskinportenError Invalid(string description) => new(400, "invalid_request", null, description);

    private static Task RefuseAsync(HttpContext context, MaskinportenError error) =>
        WireJson.WriteAsync(
            context,
            error.StatusCode,
            new JsonObject
            {
                ["error"] = error.Error,
                ["error_description"] = error.Code is null ? error.Description : $"{error.Description} ({error.Code})",
                ["error_uri"] = "https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking",
            },
            context.RequestAborted
        );
}
