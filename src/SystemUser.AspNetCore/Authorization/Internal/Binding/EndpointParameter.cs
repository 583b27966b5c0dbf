using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SystemUser.AspNetCore.Authorization.Internal.Binding;

/// <summary>What a minimal API endpoint becomes by taking one of the package's values as a parameter.</summary>
internal static class EndpointParameter
{
    /// <summary>Makes the authorization middleware demand what the value is read from; where <c>[AllowAnonymous]</c> switches that off, a filter does.</summary>
    public static void Demand(EndpointBuilder builder, ParameterKind kind)
    {
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
