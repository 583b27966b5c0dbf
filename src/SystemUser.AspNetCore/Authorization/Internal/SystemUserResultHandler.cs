using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Answers what the package refused; everything else is left to the handler that it wraps.</summary>
/// <remarks>
/// A handler of the app's own is always called: of a refusal of the package's it learns with a policy that names the scheme
/// <c>Maskinporten</c> alone, whose forbid and challenge give the package's answer. It may thus answer by itself, or leave it to the framework.
/// </remarks>
internal sealed class SystemUserResultHandler(
    [FromKeyedServices(SystemUserResultHandler.InnerKey)] IAuthorizationMiddlewareResultHandler inner,
    ProblemAnswer answer
) : IAuthorizationMiddlewareResultHandler
{
    public const string InnerKey = "SystemUser.AspNetCore.ResultHandler";

    private const string Scheme = MaskinportenDefaults.AuthenticationScheme;

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    ) =>
        authorizeResult switch
        {
            { Forbidden: true } when SystemUserFailureReason.Of(authorizeResult.AuthorizationFailure) is { } problem =>
                RefuseAsync(next, context, policy, authorizeResult, problem),
            { Challenged: true } => inner.HandleAsync(next, context, MaskinportenLast(policy), authorizeResult),
            _ => inner.HandleAsync(next, context, policy, authorizeResult),
        };

    private Task RefuseAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result,
        SystemUserProblem problem
    )
    {
        if (inner.GetType() != typeof(AuthorizationMiddlewareResultHandler))
        {
            // Another scheme's caller without a Maskinporten token: only the scheme knows what was wrong with the one that was sent, if any.
            var challenge = problem.Code == SystemUserProblemCodes.TokenMissing;
            var alone = new AuthorizationPolicy(policy.Requirements, [Scheme]);
            return inner.HandleAsync(next, context, alone, challenge ? PolicyAuthorizationResult.Challenge() : result);
        }

        return answer.AnswerAsync(context, problem);
    }

    /// <summary>Puts the scheme that writes a body last: challenges of others add headers, which a started response would not take.</summary>
    private static AuthorizationPolicy MaskinportenLast(AuthorizationPolicy policy) =>
        policy.AuthenticationSchemes.Count > 1 && policy.AuthenticationSchemes.Contains(Scheme)
            ? new AuthorizationPolicy(
                policy.Requirements,
                policy.AuthenticationSchemes.OrderBy(scheme => scheme == Scheme)
            )
            : policy;
}
