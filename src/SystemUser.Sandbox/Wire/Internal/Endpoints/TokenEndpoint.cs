using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Maskinporten's <c>POST /token</c>: the JWT-bearer grant (RFC 7523, section 2.1).</summary>
internal sealed class TokenEndpoint(
    AssertionVerifier assertions,
    IMaskinportenGrants grants,
    MaskinportenTokenIssuer tokens
)
{
    private const int MaxLength = 64 * 1024;

    public const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var notes = CallNotes.Of(request.HttpContext);
        var (assertion, refusal) = await ReadAsync(request, cancellationToken);
        if (assertion is null)
        {
            return Refuse(refusal!, notes);
        }

        AssertionNotes.Take(notes, assertion);
        var (client, error) = await assertions.VerifyAsync(assertion, cancellationToken);
        var grant = client is null ? TokenGrant.Refused(error!) : await grants.GrantAsync(client, cancellationToken);
        if (grant.Error is not null)
        {
            return Refuse(grant.Error, notes);
        }

        AssertionNotes.Take(notes, grant.Claims);
        return Answers.Ok(
            new JsonObject
            {
                ["access_token"] = tokens.Issue(grant.Claims, client!.ClientId, grant.Lifetime),
                ["token_type"] = "Bearer",
                ["expires_in"] = (long)grant.Lifetime.TotalSeconds - 1,
                ["scope"] = grant.Claims["scope"]?.DeepClone(),
            }
        );
    }

    private static async ValueTask<(string? Assertion, MaskinportenError? Error)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (!HasFormContentType(request))
        {
            return (null, Invalid("The body must be application/x-www-form-urlencoded."));
        }

        var (body, _) = await LimitedBody.ReadAsync(request, MaxLength, cancellationToken);
        if (body is null)
        {
            return (null, Invalid("The body cannot be read, or is larger than 64 KiB."));
        }

        Dictionary<string, StringValues> form;
        try
        {
            form = new FormReader(Encoding.UTF8.GetString(body)).ReadForm();
        }
        catch (InvalidDataException)
        {
            return (null, Invalid("The body is no form."));
        }

        return form.GetValueOrDefault("grant_type") is not [GrantType]
                ? (null, new(400, "unsupported_grant_type", Code: null, $"There must be one grant_type: {GrantType}."))
            : form.GetValueOrDefault("assertion") is [{ Length: > 0 } assertion] ? (assertion, null)
            : (null, Invalid("There must be exactly one assertion."));
    }

    private static bool HasFormContentType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static MaskinportenError Invalid(string description) => new(400, "invalid_request", null, description);

    private static IResult Refuse(MaskinportenError error, CallNotes notes)
    {
        notes.Refuse(error.Code ?? error.Error, error.Description);
        return Answers.Ok(
            new JsonObject
            {
                ["error"] = error.Error,
                ["error_description"] = error.Code is null ? error.Description : $"{error.Description} ({error.Code})",
                ["error_uri"] = "https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking",
            },
            error.StatusCode
        );
    }
}

/// <summary>Notes what an assertion asks for, whether it is good or not, and what the token says that it led to.</summary>
internal static class AssertionNotes
{
    public static void Take(CallNotes notes, string assertion)
    {
        if (Jwt.Parse(assertion)?.Payload is not { } claims)
        {
            return;
        }

        notes.ClientId = JwtClaims.Text(claims, "iss");
        notes.Scopes = JwtClaims.Text(claims, "scope");
        if (
            claims.TryGetProperty("authorization_details", out var details)
            && details is { ValueKind: JsonValueKind.Array }
            && details.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } detail
        )
        {
            notes.Owner = JwtClaims.OrganizationNumber(detail, "systemuser_org");
            notes.ExternalRef = JwtClaims.Text(detail, "externalRef");
        }
    }

    public static void Take(CallNotes notes, JsonObject claims)
    {
        notes.Outcome = "token";
        notes.Organization = claims["consumer"]?["ID"]?.GetValue<string>().Split(':')[^1];
        if (
            claims["authorization_details"] is JsonArray { Count: > 0 } details
            && details[0] is JsonObject detail
            && detail["systemuser_id"] is JsonArray { Count: > 0 } ids
        )
        {
            notes.SystemUser = ids[0]!.GetValue<string>();
            notes.SystemId = detail["system_id"]?.GetValue<string>();
        }
    }
}
