using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>The log of all that is asked of the services played here, and of what an app with the sandbox in it refuses by itself.</summary>
internal static class TrafficArea
{
    public static IServiceCollection AddTraffic(this IServiceCollection services)
    {
        services.TryAddSingleton<CallRing>();
        return services;
    }

    /// <summary>Goes before everything that answers.</summary>
    public static void UseTraffic(this IApplicationBuilder app) => app.UseMiddleware<CallMiddleware>();
}
