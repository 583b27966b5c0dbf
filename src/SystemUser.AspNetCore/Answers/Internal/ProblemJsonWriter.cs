using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>The default bodies: <c>application/problem+json</c> (RFC 9457) with the code, and the right where one was asked for.</summary>
internal sealed class ProblemJsonWriter(LiveOptions options, SandboxWorkbench workbench) : ISystemUserProblemWriter
{
    // A body of its own, never part of a page: what people are to read stays readable, as in the framework's own answers.
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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
            Activity.Current?.Id ?? httpContext.TraceIdentifier,
            workbench.TraceAddress
        );
        var response = httpContext.Response;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, cancellationToken);
        }
    }

    private static void Write(
        IBufferWriter<byte> body,
        string type,
        SystemUserProblem problem,
        string traceId,
        string? workbench
    )
    {
        using var json = new Utf8JsonWriter(body, s_readable);
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
        if (workbench is not null)
        {
            json.WriteString("workbench"u8, workbench);
        }

        json.WriteEndObject();
    }
}

/// <summary>The titles of the problem types: the same words for every occurrence of a code (RFC 9457 §3.1.3).</summary>
internal static class ProblemTitles
{
    public static string Of(string code) =>
        code switch
        {
            SystemUserProblemCodes.TokenMissing => "Maskinporten token missing",
            SystemUserProblemCodes.TokenExpired => "Maskinporten token expired",
            SystemUserProblemCodes.TokenWrongIssuer => "Token from another issuer",
            SystemUserProblemCodes.TokenInvalid => "Maskinporten token invalid",
            SystemUserProblemCodes.TokenVerificationUnavailable => "Token cannot be verified now",
            SystemUserProblemCodes.CallerBlocked => "Caller blocked",
            SystemUserProblemCodes.SystemUserRequired => "System user required",
            SystemUserProblemCodes.SystemUserInvalid => "System user invalid",
            SystemUserProblemCodes.InsufficientScope => "Scope missing",
            SystemUserProblemCodes.PartyInvalid => "Organization number missing or malformed",
            SystemUserProblemCodes.InstanceInvalid => "Instance missing or malformed",
            SystemUserProblemCodes.PartyNotFound => "Not found",
            SystemUserProblemCodes.NotFound => "Not found",
            SystemUserProblemCodes.PartyNotOwner => "Organization does not own the system user",
            SystemUserProblemCodes.PartyUnknown => "Organization unknown",
            SystemUserProblemCodes.RightMissing => "Right missing",
            SystemUserProblemCodes.ObligationNotMet => "Condition of the right not met",
            SystemUserProblemCodes.PolicyNotMet => "Another requirement not met",
            SystemUserProblemCodes.TooManyQuestions => "Too many questions",
            SystemUserProblemCodes.DecisionUnavailable => "Decision unavailable now",
            SystemUserProblemCodes.DecisionIndeterminate => "Right could not be decided",
            _ => "Decision failed",
        };
}
