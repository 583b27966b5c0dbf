using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Registers the options and the clock.</summary>
internal static class ConfigurationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LiveOptions>();
        services.AddOptions<SystemUserOptions>();
    }
}
