using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Tells which seams the app has replaced, and so which options it need not set, and what there is for those it does set.</summary>
internal sealed class ReplaceableServices(IServiceCollection services)
{
    /// <summary>Tells whether anybody has registered a service.</summary>
    public bool IsRegistered<TService>() =>
        services.Any(descriptor => descriptor.ServiceType == typeof(TService) && !descriptor.IsKeyedService);

    /// <summary>Tells whether the implementation in force is the app's own, whenever it was registered.</summary>
    public bool IsReplaced<TService>() =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == typeof(TService) && !descriptor.IsKeyedService)
            is { } last
        && last.ImplementationType?.Assembly != typeof(ReplaceableServices).Assembly;
}
