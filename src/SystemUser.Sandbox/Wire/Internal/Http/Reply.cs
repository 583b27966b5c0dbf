using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Writes answers as Altinn's services do.</summary>
internal static class Reply
{
    private const string Json = "application/json; charset=utf-8";
    private const string ProblemJson = "application/problem+json; charset=utf-8";

    // The answers are no HTML, and names in Norwegian are to be read.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task JsonAsync<T>(
        HttpContext context,
        T body,
        JsonTypeInfo<T> type,
        int statusCode = StatusCodes.Status200OK
    ) => WriteAsync(context, statusCode, Json, writer => JsonSerializer.Serialize(writer, body, type));

    /// <summary>Answers with a text, as some of Altinn's refusals do.</summary>
    public static Task TextAsync(HttpContext context, int statusCode, string text)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    public static Task EmptyAsync(HttpContext context, int statusCode)
    {
        context.Response.StatusCode = statusCode;
        return Task.CompletedTask;
    }

    /// <summary>Answers with the value of an operation, or with its problem.</summary>
    public static Task ResultAsync<T>(HttpContext context, Result<T> result, JsonTypeInfo<T> type)
        where T : notnull =>
        result.Is(out var value, out var problem) ? JsonAsync(context, value, type) : ProblemAsync(context, problem);

    /// <summary>Answers with problem details (RFC 9457) and Altinn's two members, <c>code</c> and <c>validationErrors</c>.</summary>
    public static Task ProblemAsync(HttpContext context, Problem problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return WriteAsync(context, problem.Status, ProblemJson, writer => Write(writer, problem));
    }

    private static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", ReasonPhrases.GetReasonPhrase(problem.Status));
        writer.WriteNumber("status", problem.Status);
        writer.WriteString("detail", problem.Detail);
        writer.WriteString("code", problem.Code);
        if (!problem.Faults.IsEmpty)
        {
            writer.WriteStartArray("validationErrors");
            foreach (var fault in problem.Faults)
            {
                writer.WriteStartObject();
                writer.WriteString("code", fault.Code);
                writer.WriteString("detail", fault.Detail);
                writer.WriteStartArray("paths");
                writer.WriteStringValue(fault.Path);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static async Task WriteAsync(
        HttpContext context,
        int statusCode,
        string contentType,
        Action<Utf8JsonWriter> write
    )
    {
        var body = new ArrayBufferWriter<byte>(512);
        await using (var writer = new Utf8JsonWriter(body, Readable))
        {
            write(writer);
        }

        context.Response.StatusCode = statusCode;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
