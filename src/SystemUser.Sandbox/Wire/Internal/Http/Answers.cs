using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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

    /// <summary>A text as a controller of ASP.NET Core returns it: JSON for a caller that wants nothing else.</summary>
    public static IResult Negotiated(string text, int statusCode = StatusCodes.Status200OK) =>
        new Answer(context =>
            (
                WantsJson(context.Request) ? Ok(text, TextJson.Default.String, statusCode) : Text(text, statusCode)
            ).ExecuteAsync(context)
        );

    /// <summary>A body of problem details (RFC 9457).</summary>
    public static IResult Problem(int statusCode, Action<Utf8JsonWriter> write) =>
        Write(statusCode, ProblemJson, write);

    // ASP.NET Core writes a string as text unless the caller wants JSON and nothing but JSON.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Any(type => type.MediaType == "application/json")
            && !accepted.Any(type => type.MatchesAllTypes || type.MediaType == "text/plain");
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

/// <summary>Writes a text as a JSON string.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
