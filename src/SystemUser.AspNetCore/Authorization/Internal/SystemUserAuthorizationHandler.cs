using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Handles all of the package's requirements in one authorization together, in the order of the checks.</summary>
/// <remarks>
/// The framework runs every handler even for anonymous and refused callers, so this one returns before any call on its own account.
/// </remarks>
internal sealed class SystemUserAuthorizationHandler(
    TokenGate tokens,
    RightGate rights,
    ILogger<SystemUserAuthorizationHandler> logger
) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context) =>
        context.HasFailed || Demands.Of(context.Requirements) is not { } demands
            ? Task.CompletedTask
            : EnforceAsync(context, demands);

    private async Task EnforceAsync(AuthorizationHandlerContext context, Demands demands)
    {
        var identity = MaskinportenIdentities.Find(context.User, out var several);
        if (identity is null && !several && !IsAuthenticated(context.User))
        {
            return; // Not succeeding is enough: the framework challenges.
        }

        var httpContext = RequestOf.Resource(context.Resource);
        var problem =
            several ? SystemUserProblems.SeveralTokens
            : identity is null ? SystemUserProblems.TokenMissing
            : await CheckAsync(
                identity,
                demands,
                httpContext,
                noteAdmission: context.Resource is HttpContext or ActionContext
            );
        if (context.Resource is HttpContext)
        {
            Refusal.Set(httpContext!, problem);
        }

        if (problem is not null)
        {
            logger.AccessRefused(problem.Status, problem.Code, problem.Detail);
            context.Fail(new SystemUserFailureReason(this, problem));
            return;
        }

        foreach (var requirement in context.Requirements)
        {
            if (requirement is ITokenDemand)
            {
                context.Succeed(requirement);
            }
        }
    }

    private async ValueTask<SystemUserProblem?> CheckAsync(
        MaskinportenIdentity identity,
        Demands demands,
        HttpContext? httpContext,
        bool noteAdmission
    )
    {
        var reading = identity.Reading;
        try
        {
            var problem = tokens.Check(reading, demands.NeedsSystemUser, demands.Scopes);
            if (problem is not null)
            {
                return problem;
            }

            IReadOnlyList<SystemUserQuestion> asked = [];
            if (demands.Rights.Count > 0)
            {
                (problem, asked) = await rights.CheckAsync(reading.SystemUser!, demands, httpContext);
            }
            else if (demands.NeedsParty)
            {
                return SystemUserProblems.NoRightDemanded;
            }

            if (problem is null && noteAdmission)
            {
                Admission.Note(httpContext!, identity, demands.Rights, asked);
            }

            return problem;
        }
        catch (OperationCanceledException) when (httpContext?.RequestAborted.IsCancellationRequested == true)
        {
            return SystemUserProblems.DecisionUnavailable();
        }
        catch (Exception exception)
        {
            // Whatever goes wrong here is no 500, and lets nobody in.
            logger.AuthorizationFailed(exception.GetType().FullName);
            return SystemUserProblems.DecisionFailed();
        }
    }

    private static bool IsAuthenticated(ClaimsPrincipal? user) =>
        user?.Identities.Any(identity => identity.IsAuthenticated) == true;
}
