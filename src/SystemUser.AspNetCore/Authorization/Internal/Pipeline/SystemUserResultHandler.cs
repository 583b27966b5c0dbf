using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Answers what the package refused; everything else is left to the handler that it wraps.</summary>
/// <remarks>
/// A handler of the app's own is always called: of a refusal of the package's it learns with a policy that names the scheme
/// <c>Maskinporten</c> alone, whose forbid and challenge give the package's answer. It may thus answer by itself, or leave it to the framework.
/// </remarks>
internal sealed class SystemUserResultHandler(
    [FromKeyedServices(SystemUserResultHandler.InnerKey)] IAuthorizationMiddlewareResultHandler inner,
    PolicySchemes schemes,
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
        authorizeResult.Succeeded
            ? inner.HandleAsync(next, context, policy, authorizeResult)
            : RefuseAsync(next, context, policy, authorizeResult);

    private async Task RefuseAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    )
    {
        if (AlternativeChoice.Of(context) is { } choice && choice.Policy == Demands.OrOf(policy.Requirements))
        {
            await RefuseByAsync(choice, next, context, policy, result);
            return;
        }

        if (result.Forbidden && ProblemOf(policy, result) is { } problem)
        {
            await RefuseAsync(next, context, policy, result, problem);
            return;
        }

        var effective = await schemes.WithoutDefaultAsync(policy, context.GetEndpoint());
        await inner.HandleAsync(next, context, result.Challenged ? MaskinportenLast(effective) : effective, result);
    }

    /// <summary>Refuses where a demand has an <c>Or</c>: a caller gets the answers of the side that it is on, and who sent nothing the challenges of both.</summary>
    private Task RefuseByAsync(
        AlternativeChoice choice,
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result
    )
    {
        var problem =
            choice.Side is AlternativeSide.Own
                ? ProblemOf(policy, result)
                : SystemUserFailureReason.Of(result.AuthorizationFailure);
        if (result.Forbidden && problem is not null)
        {
            return RefuseAsync(next, context, policy, result, problem);
        }

        return inner.HandleAsync(
            next,
            context,
            new AuthorizationPolicy(policy.Requirements, choice.AnsweringSchemes),
            result
        );
    }

    /// <summary>Whatever refuses beside a demand of the package's, the answer has a body.</summary>
    private static SystemUserProblem? ProblemOf(AuthorizationPolicy policy, PolicyAuthorizationResult result) =>
        SystemUserFailureReason.Of(result.AuthorizationFailure)
        ?? (Demands.Of(policy.Requirements) is null ? null : SystemUserProblems.PolicyNotMet);

    private Task RefuseAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult result,
        SystemUserProblem problem
    )
    {
        if (inner.GetType() == typeof(AuthorizationMiddlewareResultHandler))
        {
            return answer.AnswerAsync(context, problem);
        }

        // Another scheme's caller without a Maskinporten token: only the scheme knows what was wrong with the one that was sent, if any.
        var challenge = problem.Code == SystemUserProblemCodes.TokenMissing;
        var alone = new AuthorizationPolicy(policy.Requirements, [Scheme]);
        RequestProblem.Set(context, problem);
        return inner.HandleAsync(next, context, alone, challenge ? PolicyAuthorizationResult.Challenge() : result);
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

/// <summary>Puts <see cref="SystemUserResultHandler"/> around the result handler that is registered so far: the framework's, or the app's own.</summary>
internal static class ResultHandlerServices
{
    public static void Wrap(IServiceCollection services)
    {
        var inner = services.Last(descriptor =>
            descriptor.ServiceType == typeof(IAuthorizationMiddlewareResultHandler) && !descriptor.IsKeyedService
        );
        if (inner.ImplementationType == typeof(SystemUserResultHandler))
        {
            return;
        }

        services.Remove(inner);
        services.Add(UnderKey(inner));
        services.Add(
            new ServiceDescriptor(
                typeof(IAuthorizationMiddlewareResultHandler),
                typeof(SystemUserResultHandler),
                inner.ImplementationType == typeof(AuthorizationMiddlewareResultHandler)
                    ? ServiceLifetime.Singleton // The framework's has no state; it need not be made anew for every request.
                    : inner.Lifetime
            )
        );
    }

    private static ServiceDescriptor UnderKey(ServiceDescriptor inner)
    {
        const string key = SystemUserResultHandler.InnerKey;
        var service = inner.ServiceType;
        return inner switch
        {
            { ImplementationInstance: { } instance } => new ServiceDescriptor(service, key, instance),
            { ImplementationFactory: { } factory } => new ServiceDescriptor(
                service,
                key,
                (provider, _) => factory(provider),
                inner.Lifetime
            ),
            _ => new ServiceDescriptor(service, key, inner.ImplementationType!, inner.Lifetime),
        };
    }
}

/// <summary>Why the package's handler refused, with the problem that the answer is made of.</summary>
internal sealed class SystemUserFailureReason(IAuthorizationHandler handler, SystemUserProblem problem)
    : AuthorizationFailureReason(handler, problem.Detail)
{
    public SystemUserProblem Problem { get; } = problem;

    /// <summary>Finds the package's reason among those of a failure.</summary>
    public static SystemUserProblem? Of(AuthorizationFailure? failure) =>
        failure?.FailureReasons.OfType<SystemUserFailureReason>().FirstOrDefault()?.Problem;
}
