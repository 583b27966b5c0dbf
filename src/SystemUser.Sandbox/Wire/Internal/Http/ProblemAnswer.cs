using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>
/// Tells a problem as the service would that is called, byte for byte: with Altinn's code where it sends one, and else with what ASP.NET
/// Core says, or nothing. What a developer wants to know besides goes in a header.
/// </summary>
/// <remarks>Source of the body: Altinn/altinn-authorization-utils, <c>AltinnProblemDetails</c> 5.4.0.</remarks>
internal sealed class ProblemAnswer(Problem problem) : IResult
{
    /// <summary>The header with the particulars: a code, and what is wrong in words.</summary>
    public const string WhyHeader = "Sandbox-Why";

    private const int LongestWhy = 1000;

    // The sandbox's own interfaces, which have no manners but its own.
    private static readonly PathString[] s_ownPaths = ["/sandbox", "/api"];

    public Task ExecuteAsync(HttpContext httpContext)
    {
        CallNotes
            .Of(httpContext)
            .Refuse(
                problem.Code,
                problem.Faults.IsEmpty
                    ? problem.Text
                    : string.Join("; ", problem.Faults.Select(fault => $"{fault.Path} {fault.Text}".TrimStart()))
            );
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var form = s_ownPaths.Any(path =>
            httpContext.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)
        )
            ? ProblemForm.Own
            : problem.Form;
        if (form != ProblemForm.Own && Why() is { } why)
        {
            httpContext.Response.Headers[WhyHeader] = why;
        }

        var answer = form switch
        {
            ProblemForm.Empty => Results.StatusCode(problem.Status),
            ProblemForm.Text => Answers.Negotiated(problem.Text, problem.Status),
            _ => Answers.Problem(problem.Status, writer => Write(writer, form, TraceId(httpContext.Request))),
        };
        return answer.ExecuteAsync(httpContext);
    }

    private void Write(Utf8JsonWriter writer, ProblemForm form, string traceId)
    {
        writer.WriteStartObject();
        if (form != ProblemForm.Bare)
        {
            writer.WriteString("type", TypeOf(form));
        }

        writer.WriteString("title", TitleOf(form));
        writer.WriteNumber("status", problem.Status);
        switch (form)
        {
            case ProblemForm.Coded:
                WriteCoded(writer, traceId);
                break;
            case ProblemForm.Older:
                writer.WriteString("detail", problem.Title);
                writer.WriteString("code", problem.Code);
                WriteExtensions(writer);
                break;
            case ProblemForm.ModelErrors:
                writer.WriteStartObject("errors");
                writer.WriteStartArray(problem.Member);
                writer.WriteStringValue(problem.Text);
                writer.WriteEndArray();
                writer.WriteEndObject();
                writer.WriteString("traceId", traceId);
                break;
            case ProblemForm.Bare:
                writer.WriteString("detail", problem.Text);
                break;
            case ProblemForm.Own:
                writer.WriteString("detail", problem.Text);
                writer.WriteString("code", problem.Code);
                writer.WriteString("traceId", traceId);
                break;
            default:
                writer.WriteString("traceId", traceId);
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteCoded(Utf8JsonWriter writer, string traceId)
    {
        writer.WriteString("code", problem.Code);
        writer.WriteString("traceId", traceId);
        writer.WriteString("statusDescription", ReasonPhrases.GetReasonPhrase(problem.Status));
        if (!problem.Faults.IsEmpty)
        {
            writer.WriteStartArray("validationErrors");
            foreach (var fault in problem.Faults)
            {
                Write(writer, fault);
            }

            writer.WriteEndArray();
        }

        WriteExtensions(writer);
    }

    private void WriteExtensions(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in problem.Extensions)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, ValidationFault fault)
    {
        writer.WriteStartObject();
        writer.WriteString("code", fault.Code);
        writer.WriteString("title", fault.Title);
        writer.WriteStartArray("paths");
        if (fault.Path.Length > 0)
        {
            writer.WriteStringValue(fault.Path);
        }

        writer.WriteEndArray();
        if (fault is { ExtensionName: { } name, Detail: { } detail })
        {
            writer.WriteString(name, detail);
        }

        writer.WriteEndObject();
    }

    private string TypeOf(ProblemForm form) =>
        form switch
        {
            ProblemForm.Coded => $"urn:altinn:error:{problem.Code}",
            ProblemForm.Own => "about:blank",
            _ => problem.Status switch
            {
                // RFC 9110 numbers its client errors from 400 on; 404 is 15.5.5.
                >= 400 and <= 417 => string.Create(
                    CultureInfo.InvariantCulture,
                    $"https://tools.ietf.org/html/rfc9110#section-15.5.{problem.Status - 399}"
                ),
                _ => "about:blank",
            },
        };

    private string TitleOf(ProblemForm form) =>
        form switch
        {
            ProblemForm.Coded or ProblemForm.Bare => problem.Title,
            ProblemForm.ModelErrors => "One or more validation errors occurred.",
            _ => ReasonPhrases.GetReasonPhrase(problem.Status),
        };

    /// <summary>What goes in the header; <see langword="null"/> if the body says it all.</summary>
    private string? Why()
    {
        string[] particulars = problem.Faults.IsEmpty
            ? [.. new[] { problem.Detail }.OfType<string>()]
            : [.. problem.Faults.Select(fault => fault.Detail).OfType<string>()];
        return problem.Form is not (ProblemForm.Coded or ProblemForm.Older)
                ? HeaderText($"{problem.Code} {problem.Text}")
            : particulars.Length > 0 ? HeaderText($"{problem.Code} {string.Join("; ", particulars)}")
            : null;
    }

    // Headers are ASCII, and a line break in one is another header.
    private static string HeaderText(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Take(LongestWhy))
        {
            result.Append(
                rune is { IsAscii: true, Value: >= ' ' and < 127 and not '%' }
                    ? rune.ToString()
                    : Uri.EscapeDataString(rune.ToString())
            );
        }

        return result.ToString();
    }

    // The trace of the caller, if it sends one: nobody listens here, so that the server makes none of its own.
    private static string TraceId(HttpRequest request)
    {
        if (Activity.Current?.Id is { } current)
        {
            return current;
        }

        var trace = ActivityContext.TryParse(request.Headers.TraceParent, null, out var context)
            ? context.TraceId
            : ActivityTraceId.CreateRandom();
        return $"00-{trace}-{ActivitySpanId.CreateRandom()}-00";
    }
}

/// <summary>Makes answers of problems.</summary>
internal static class ProblemAnswers
{
    public static IResult ToResult(this Problem problem) => new ProblemAnswer(problem);

    /// <summary>The answer to the value of an operation, or its problem.</summary>
    public static IResult Match<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Is(out var value, out var problem) ? answer(value) : problem.ToResult();
}
