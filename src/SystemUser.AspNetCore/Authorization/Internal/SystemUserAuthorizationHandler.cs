using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
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
    AlternativeGate alternatives,
    ILogger<SystemUserAuthorizationHandler> logger
) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (Demands.Of(context.Requirements) is { } demands)
        {
            return EnforceAsync(context, demands);
        }

        if (!context.HasSucceeded && MixedAuthorization.Current?.Refusal is { } refusedInCode)
        {
            Refuse(context, refusedInCode);
        }

        return Task.CompletedTask;
    }

    private async Task EnforceAsync(AuthorizationHandlerContext context, Demands demands)
    {
        var identity = MaskinportenIdentities.Find(context.User, out var several);
        if (identity is null && !several && AlternativeGate.IsFor(context, demands))
        {
            await EnforceAlternativeAsync(context, demands);
            return;
        }

        if (identity is null && !several && !IsAuthenticated(context.User))
        {
            return; // Not succeeding is enough: the framework challenges.
        }

        var problem =
            several ? SystemUserProblems.SeveralTokens
            : identity is null ? SystemUserProblems.TokenMissing
            : await CheckAsync(identity, demands, context);
        if (problem is not null)
        {
            Refuse(context, problem);
            return;
        }

        Grant(context);
    }

    private async Task EnforceAlternativeAsync(AuthorizationHandlerContext context, Demands demands)
    {
        var (isGranted, unrecorded) = await CheckAlternativeAsync(context, demands);
        if (isGranted)
        {
            Grant(context);
        }
        else if (unrecorded is not null)
        {
            Refuse(context, unrecorded);
        }
        else
        {
            Note(context, problem: null); // the answer is the other policy's
            context.Fail(new AuthorizationFailureReason(this, $"The policy '{demands.Or}' is not met."));
        }
    }

    private async ValueTask<(bool IsGranted, SystemUserProblem? Unrecorded)> CheckAlternativeAsync(
        AuthorizationHandlerContext context,
        Demands demands
    )
    {
        try
        {
            return await alternatives.CheckAsync(context, demands, RefusedByOthers(context) is not null);
        }
        catch (OperationCanceledException)
            when (AuthorizationResource.HttpContextOf(context.Resource)?.RequestAborted.IsCancellationRequested == true)
        {
            return (false, SystemUserProblems.DecisionUnavailable());
        }
        catch (Exception exception)
        {
            logger.AuthorizationFailed(exception.GetType().FullName);
            return (false, SystemUserProblems.DecisionFailed());
        }
    }

    private static void Grant(AuthorizationHandlerContext context)
    {
        Note(context, problem: null);
        foreach (var requirement in context.Requirements)
        {
            if (requirement is ITokenDemand)
            {
                context.Succeed(requirement);
            }
        }
    }

    private void Refuse(AuthorizationHandlerContext context, SystemUserProblem problem)
    {
        Note(context, problem);
        logger.AccessRefused(problem.Status, problem.Code, problem.Detail);
        context.Fail(new SystemUserFailureReason(this, problem));
    }

    /// <summary>Leaves the outcome for whoever answers, and for the authorization that this one may be a part of.</summary>
    private static void Note(AuthorizationHandlerContext context, SystemUserProblem? problem)
    {
        MixedAuthorization.Note(problem);
        if (RequestBehind(context) is { } httpContext)
        {
            RequestProblem.Set(httpContext, problem);
        }
    }

    private async ValueTask<SystemUserProblem?> CheckAsync(
        MaskinportenIdentity identity,
        Demands demands,
        AuthorizationHandlerContext context
    )
    {
        var reading = identity.Reading;
        var httpContext = AuthorizationResource.HttpContextOf(context.Resource);
        try
        {
            var problem = tokens.Check(reading, demands.NeedsSystemUser, demands.Scopes);
            if (problem is not null)
            {
                return await rights.RecordAsync(reading.SystemUser, demands, problem, httpContext);
            }

            IReadOnlyList<GrantedRight> granted = [];
            var refusedByOthers = RefusedByOthers(context);
            if (demands.Rights.Count > 0)
            {
                (problem, granted) = await rights.CheckAsync(
                    reading.SystemUser!,
                    demands,
                    refusedByOthers,
                    context.Resource
                );
            }
            else if (demands.NeedsParty)
            {
                return SystemUserProblems.NoRightDemanded;
            }

            problem ??= refusedByOthers;
            if (problem is null && RequestBehind(context) is { } admitted)
            {
                Admission.Note(admitted, identity, granted);
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

    /// <summary>Finds what a requirement of the app's has refused already, so that nobody need be asked.</summary>
    private static SystemUserProblem? RefusedByOthers(AuthorizationHandlerContext context)
    {
        var mixed = MixedAuthorization.Current;
        return
            context.HasFailed
            || (mixed is not null && context.PendingRequirements.Any(left => left is not ITokenDemand))
            ? mixed?.Refusal ?? SystemUserProblems.PolicyNotMet
            : null;
    }

    /// <summary>Gets the request that an authorization decides on; <see langword="null"/> in the middle of a connection, or for a thing of the app's.</summary>
    private static HttpContext? RequestBehind(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext or ActionContext ? AuthorizationResource.HttpContextOf(context.Resource) : null;

    private static bool IsAuthenticated(ClaimsPrincipal? user) =>
        user?.Identities.Any(identity => identity.IsAuthenticated) == true;
}
