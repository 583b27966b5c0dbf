using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>The answers of the sandbox's endpoints, written as Altinn's services write theirs.</summary>
internal static class Answers
{
    public const string Json = "application/json; charset=utf-8";
    private const string ProblemJson = "application/problem+json; charset=utf-8";

    // The answers are not HTML, and names in Norwegian must stay readable.
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Ok<T>(T body, JsonTypeInfo<T> type, int statusCode = StatusCodes.Status200OK) =>
        Write(statusCode, Json, writer => JsonSerializer.Serialize(writer, body, type));

    public static IResult Ok(JsonObject body, int statusCode = StatusCodes.Status200OK) =>
        Write(statusCode, Json, writer => body.WriteTo(writer));

    /// <summary>A text, as some of Altinn's answers are.</summary>
    public static IResult Text(string text, int statusCode = StatusCodes.Status200OK) =>
        Results.Text(text, "text/plain; charset=utf-8", contentEncoding: null, statusCode);

    /// <summary>Problem details (RFC 9457) with Altinn's two members, <c>code</c> and <c>validationErrors</c>.</summary>
    public static IResult ToResult(this Problem problem) =>
        new Answer(context =>
        {
            if (problem.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            return Write(problem.Status, ProblemJson, writer => Write(writer, problem)).ExecuteAsync(context);
        });

    /// <summary>The answer to the value of an operation, or its problem.</summary>
    public static IResult Match<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Is(out var value, out var problem) ? answer(value) : problem.ToResult();

    private static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", problem.Title ?? ReasonPhrases.GetReasonPhrase(problem.Status));
        writer.WriteNumber("status", problem.Status);
        writer.WriteString("detail", problem.Detail);
        if (problem.Code is not null)
        {
            writer.WriteString("code", problem.Code);
        }

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

    private static Answer Write(int statusCode, string contentType, Action<Utf8JsonWriter> write) =>
        new(async context =>
        {
            var body = new ArrayBufferWriter<byte>(512);
            await using (var writer = new Utf8JsonWriter(body, s_readable))
            {
                write(writer);
            }

            context.Response.StatusCode = statusCode;
            context.Response.ContentType = contentType;
            context.Response.ContentLength = body.WrittenCount;
            await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
        });

    private sealed class Answer(Func<HttpContext, Task> write) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => write(httpContext);
    }
}
