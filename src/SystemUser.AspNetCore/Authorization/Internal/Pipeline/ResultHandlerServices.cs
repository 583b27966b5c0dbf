using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

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
