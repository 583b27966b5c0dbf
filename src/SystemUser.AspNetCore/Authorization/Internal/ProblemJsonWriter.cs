using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>The default bodies: <c>application/problem+json</c> (RFC 9457) with the code, and the right where one was asked for.</summary>
internal sealed class ProblemJsonWriter(LiveOptions options) : ISystemUserProblemWriter
{
    public async Task WriteAsync(
        HttpContext httpContext,
        SystemUserProblem problem,
        CancellationToken cancellationToken
    )
    {
        var body = new ArrayBufferWriter<byte>(512);
        Write(
            body,
            options.Current.ProblemTypeBase + problem.Code,
            problem,
            Activity.Current?.Id ?? httpContext.TraceIdentifier
        );
        var response = httpContext.Response;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, cancellationToken);
        }
    }

    private static void Write(IBufferWriter<byte> body, string type, SystemUserProblem problem, string traceId)
    {
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("title"u8, ProblemTitles.Of(problem.Code));
        json.WriteNumber("status"u8, problem.Status);
        json.WriteString("detail"u8, problem.Detail);
        json.WriteString("code"u8, problem.Code);
        if (problem.Right is { } right)
        {
            json.WriteString("resource"u8, right.Resource.ToString());
            json.WriteString("action"u8, right.Action.ToString());
        }

        json.WriteString("traceId"u8, traceId);
        json.WriteEndObject();
    }
}
