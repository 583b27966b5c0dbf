using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Keeps tokens for other APIs out where nothing of the package's is demanded, whoever made the policy and whoever evaluates it.</summary>
/// <remarks>
/// A policy that asks for an authenticated caller is met by every Maskinporten token there is. So wherever the scheme's identity is among
/// those that are judged, <c>RequiredScopes</c> and audience hold, and where neither is configured nobody gets in on it.
/// </remarks>
internal sealed class UndemandedTokenHandler(TokenGate tokens, ILogger<UndemandedTokenHandler> logger)
    : IAuthorizationHandler
{
    private const string ScopeClaim = "scope";

    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (!context.Requirements.IsAny(static requirement => requirement is ITokenDemand))
        {
            var identity = MaskinportenIdentities.Find(context.User, out var several);
            if (identity is not null || several)
            {
                Check(context, identity);
            }
            else if (IsTakenAway(context))
            {
                Refuse(context, SystemUserProblems.TokenMissing);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Gets the scopes that a requirement of the framework's demands; <see langword="null"/> if it demands none.</summary>
    public static IReadOnlyList<string>? ScopesOf(IAuthorizationRequirement requirement) =>
        requirement is ClaimsAuthorizationRequirement { AllowedValues: { } values } claim
        && string.Equals(claim.ClaimType, ScopeClaim, StringComparison.OrdinalIgnoreCase)
        && values.Any()
            ? [.. values.SelectMany(value => value.Split(' '))]
            : null;

    private void Check(AuthorizationHandlerContext context, MaskinportenIdentity? identity)
    {
        IReadOnlyList<string>[] scopes = [.. context.Requirements.Select(ScopesOf).OfType<IReadOnlyList<string>>()];
        var problem =
            identity is null ? SystemUserProblems.SeveralTokens
            : IsAdmitted(context.Resource, identity) ? tokens.CheckCaller(identity.Reading)
            : tokens.CheckUndemanded(identity.Reading, scopes);
        if (problem is not null)
        {
            Refuse(context, problem);
        }
        else if (context.Resource is HttpContext httpContext && scopes.Length > 0)
        {
            Admission.Note(httpContext, identity!, []);
        }
    }

    private void Refuse(AuthorizationHandlerContext context, SystemUserProblem problem)
    {
        logger.AccessRefused(problem.Status, problem.Code, problem.Detail);
        context.Fail(new SystemUserFailureReason(this, problem));
        if (AuthorizationResource.HttpContextOf(context.Resource) is { } request)
        {
            RequestProblem.Set(request, problem);
        }
    }

    /// <summary>Tells whether the app has put another identity in the place of the scheme's: a copy of it, or one for which it was exchanged.</summary>
    /// <remarks>Where several schemes speak together, it may as well be another's.</remarks>
    private static bool IsTakenAway(AuthorizationHandlerContext context) =>
        TicketOf(context.Resource) is { AuthenticationScheme: MaskinportenDefaults.AuthenticationScheme } ticket
        && ticket.Principal == context.User;

    private static AuthenticationTicket? TicketOf(object? resource) =>
        AuthorizationResource
            .HttpContextOf(resource)
            ?.Features.Get<IAuthenticateResultFeature>()
            ?.AuthenticateResult?.Ticket;

    /// <summary>Tells whether the endpoint's own demand was met before: what its code then asks about is the app's affair.</summary>
    /// <remarks>Of a hub's connection, or a thing that knows no request, only the identity tells.</remarks>
    private static bool IsAdmitted(object? resource, MaskinportenIdentity identity) =>
        resource is HttpContext or ActionContext
            ? Admission.Covers(AuthorizationResource.HttpContextOf(resource)!, identity.Reading)
            : identity.IsAdmitted;
}
