using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal.Endpoints;

/// <summary>Writes JSON answers.</summary>
internal static class WireJson
{
    public const string ContentType = "application/json; charset=utf-8";

    public static Task WriteAsync(
        HttpContext context,
        int statusCode,
        JsonObject body,
        CancellationToken cancellationToken,
        string contentType = ContentType
    )
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body.ToJsonString(), cancellationToken);
    }

    /// <summary>Writes a problem detail (RFC 9457) as Altinn's services do.</summary>
    public static Task WriteProblemAsync(
        HttpContext context,
        int statusCode,
        string title,
        string detail,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            context,
            statusCode,
            new JsonObject
            {
                ["type"] = "about:blank",
                ["title"] = title,
                ["status"] = statusCode,
                ["detail"] = detail,
            },
            cancellationToken,
            "application/problem+json; charset=utf-8"
        );
}
