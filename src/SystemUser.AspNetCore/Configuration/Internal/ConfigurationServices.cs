using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Registers the options, the clock, and where a developer sees why.</summary>
internal static class ConfigurationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LiveOptions>();
        services.TryAddSingleton<SandboxWorkbench>();
        services.AddOptions<SystemUserOptions>().ValidateOnStart();
        services.TryAddTransient<IOptionsFactory<SystemUserOptions>, ListingOptionsFactory>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<SystemUserOptions>, EnvironmentDefaults>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<SystemUserOptions>, UnreadSection>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SystemUserOptions>, SystemUserOptionsValidator>()
        );
    }

    /// <summary>Reads the section <c>SystemUser</c> of the app's configuration, once however often it is added.</summary>
    public static void ReadApplicationSection(IServiceCollection services) =>
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<SystemUserOptions>, OptionsSource>(
                provider => new OptionsSource(
                    provider.GetRequiredService<IConfiguration>().GetSection(SystemUserOptions.SectionName),
                    SystemUserOptions.SectionName
                )
            )
        );

    /// <summary>Reads a section that the app names.</summary>
    public static void ReadSection(IServiceCollection services, IConfiguration section) =>
        services.AddSingleton<IConfigureOptions<SystemUserOptions>>(
            new OptionsSource(section, (section as IConfigurationSection)?.Path ?? string.Empty)
        );
}
