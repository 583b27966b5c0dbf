using System.Globalization;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Answers.Internal;

/// <summary>Status and headers of an answer: RFC 6750 §3 for the challenges, RFC 9110 §10.2.3 for <c>Retry-After</c>.</summary>
internal static class ProblemHeaders
{
    /// <param name="response">The answer.</param>
    /// <param name="problem">What it says.</param>
    /// <param name="workbench">Where a developer sees why, if anywhere: for answers whose body is the app's own.</param>
    public static void Set(HttpResponse response, SystemUserProblem problem, string? workbench)
    {
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = default; // of a scheme that was challenged before, and would have redirected
        if (Challenge(problem) is { } challenge && !response.Headers.WWWAuthenticate.Contains(challenge))
        {
            response.Headers.Append("WWW-Authenticate", challenge);
        }

        var help = workbench is null ? null : $"<{workbench}>; rel=\"help\"";
        if (help is not null && !response.Headers.Link.Contains(help))
        {
            response.Headers.Append("Link", help);
        }

        if (problem.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        }
    }

    private static string? Challenge(SystemUserProblem problem) =>
        problem switch
        {
            { Code: SystemUserProblemCodes.TokenMissing } => "Bearer",
            { Status: StatusCodes.Status401Unauthorized } => "Bearer error=\"invalid_token\"",
            { Code: SystemUserProblemCodes.InsufficientScope, Scopes.Count: 0 } =>
                "Bearer error=\"insufficient_scope\"",
            { Code: SystemUserProblemCodes.InsufficientScope } =>
                $"Bearer error=\"insufficient_scope\", scope=\"{string.Join(' ', problem.Scopes.Where(ScopeSyntax.IsScope))}\"",
            _ => null,
        };
}
