using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>What a minimal API endpoint becomes by taking one of the package's values as a parameter.</summary>
internal static class EndpointParameter
{
    /// <summary>Makes the authorization middleware demand what the value is read from; where <c>[AllowAnonymous]</c> switches that off, a filter does.</summary>
    public static void Demand(EndpointBuilder builder, ParameterKind kind)
    {
        RegistrationCheck.Check(builder);
        var demand = new ParameterDemand(kind);
        builder.Metadata.Add(demand);
        builder.FilterFactories.Add(
            (_, next) =>
            {
                demand.IsGuarded = builder.Metadata.OfType<IAllowAnonymous>().Any();
                return demand.IsGuarded ? Guard(kind, next) : next;
            }
        );
    }

    /// <summary>Gives the value to the endpoint. There is one, unless a filter answers in place of the endpoint.</summary>
    public static ValueTask<T?> Bind<T>(HttpContext httpContext, T? value)
        where T : class =>
        value is not null || httpContext.GetEndpoint()?.Metadata.GetMetadata<ParameterDemand>() is { IsGuarded: true }
            ? ValueTask.FromResult(value)
            : throw new InvalidOperationException(
                $"{typeof(T).Name} cannot be bound: nothing has demanded it of the request. Map the endpoint with MapGet, MapPost …, and call AllowAnonymous() as a convention of its own, not of Finally(…)."
            );

    private static EndpointFilterDelegate Guard(ParameterKind kind, EndpointFilterDelegate next) =>
        async context =>
            await ParameterGuard.AnswerAsync(context.HttpContext, kind) ? Results.Empty : await next(context);
}

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

/// <summary>Endpoint metadata of a parameter: makes the authorization middleware demand what the value is read from.</summary>
internal sealed class ParameterDemand : AuthorizeAttribute, IAuthorizationRequirementData
{
    public ParameterDemand(ParameterKind kind)
    {
        Kind = kind;
        AuthenticationSchemes = MaskinportenDefaults.AuthenticationScheme;
    }

    public ParameterKind Kind { get; }

    /// <summary>Gets or sets whether a filter answers in place of the endpoint when there is no value.</summary>
    public bool IsGuarded { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new MaskinportenTokenRequirement(Kind)];
}

/// <summary>Which of the package's values an endpoint takes as a parameter.</summary>
internal enum ParameterKind
{
    Caller = 0,
    SystemUser,
    Party,
}

/// <summary>The types that actions take as parameters.</summary>
internal static class ParameterTypes
{
    public static readonly Type[] All = [typeof(AltinnSystemUser), typeof(MaskinportenCaller), typeof(AuthorizedParty)];

    public static ParameterKind? KindOf(Type type) =>
        type == typeof(AltinnSystemUser) ? ParameterKind.SystemUser
        : type == typeof(AuthorizedParty) ? ParameterKind.Party
        : type == typeof(MaskinportenCaller) ? ParameterKind.Caller
        : null;
}
