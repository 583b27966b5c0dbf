using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>Answers in place of an endpoint whose parameter has no value: where <c>[AllowAnonymous]</c> has switched the middleware's answer off.</summary>
internal static class ParameterGuard
{
    /// <summary>Answers if there is no value.</summary>
    /// <returns>Whether the request was answered, so that the endpoint must not run.</returns>
    public static async Task<bool> AnswerAsync(HttpContext httpContext, ParameterKind kind)
    {
        var problem = Find(httpContext, kind);
        if (problem is null)
        {
            return false;
        }

        var answer = httpContext.RequestServices.GetRequiredService<ProblemAnswer>();
        await answer.AnswerAsync(httpContext, problem);
        return true;
    }

    private static SystemUserProblem? Find(HttpContext httpContext, ParameterKind kind)
    {
        var reading = MaskinportenIdentities.Single(httpContext.User, out var several);
        if (reading is null)
        {
            return several ? SystemUserProblems.SeveralTokens : SystemUserProblems.TokenMissing;
        }

        var needsSystemUser = kind is not ParameterKind.Caller;
        if (!Admission.Covers(httpContext, reading) || (needsSystemUser && reading.SystemUser is null))
        {
            var tokens = httpContext.RequestServices.GetRequiredService<TokenGate>();
            if (tokens.Check(reading, needsSystemUser, scopes: []) is { } problem)
            {
                return problem;
            }
        }

        return kind is ParameterKind.Party ? FindParty(httpContext) : null;
    }

    private static SystemUserProblem? FindParty(HttpContext httpContext) =>
        Admission.Of(httpContext) switch
        {
            { IsAmbiguous: true } => SystemUserProblems.DecisionFailed(),
            { Party: not null } => null,
            _ => SystemUserProblems.NoRightDemanded,
        };
}
