using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Judges a caller by the policy that the demands name with <c>Or</c>.</summary>
internal sealed class AlternativeGate(IAuthorizationPolicyProvider policies, AuditTrail audit)
{
    /// <summary>Tells whether it is for the other policy to judge a caller: one whom its schemes, and they alone, have authenticated.</summary>
    public static bool IsFor(AuthorizationHandlerContext context, Demands demands) =>
        demands.Or is { } or && context.User is AlternativePrincipal caller && caller.Policy == or;

    /// <summary>Tells whether a policy demands what it is to take the place of; it would be judged without end.</summary>
    public static bool DemandsAgain(AuthorizationPolicy policy) =>
        policy.Requirements.Any(requirement => requirement is ITokenDemand);

    /// <summary>Judges, and has it recorded.</summary>
    /// <param name="context">What is authorized.</param>
    /// <param name="demands">What is demanded.</param>
    /// <param name="isRefusedByOthers">Whether another requirement has refused already.</param>
    /// <returns>Whether the caller is let in; and what it is answered if that could not be recorded.</returns>
    public async Task<(bool IsGranted, SystemUserProblem? Unrecorded)> CheckAsync(
        AuthorizationHandlerContext context,
        Demands demands,
        bool isRefusedByOthers
    )
    {
        var httpContext = AuthorizationResource.HttpContextOf(context.Resource);
        if (httpContext is null || await policies.GetPolicyAsync(demands.Or!) is not { } policy || DemandsAgain(policy))
        {
            return (false, null);
        }

        // The service asks this gate's handler in turn, so that it can only be had when it is needed.
        var services = AuthorizationResource.ServicesOf(context.Resource)!;
        var authorization = services.GetRequiredService<IAuthorizationService>();
        var isGranted =
            !isRefusedByOthers
            && (await authorization.AuthorizeAsync(context.User, context.Resource, policy)).Succeeded;
        var action = ActionRule.Of(httpContext);
        SystemUserRight[] rights =
        [
            .. demands.EveryRight.Select(right => right.RightFor(action)).OfType<SystemUserRight>(),
        ];
        var unrecorded = await audit.RecordAsync(
            context.User,
            demands.Or!,
            rights,
            isGranted,
            services,
            httpContext.RequestAborted
        );
        return (isGranted && unrecorded is null, unrecorded);
    }
}
