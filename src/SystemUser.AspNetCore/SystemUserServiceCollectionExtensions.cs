using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Start.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers system-user authorization: start reading here.</summary>
public static class SystemUserServiceCollectionExtensions
{
    /// <summary>Adds system-user authorization, configured by the section <c>SystemUser</c> of the app's configuration.</summary>
    /// <remarks>This extension can be safely called multiple times. Faults in the configuration stop the start, all in one message.</remarks>
    /// <param name="services">The app's services.</param>
    /// <returns>A builder for further choices.</returns>
    public static SystemUserBuilder AddSystemUserAuthorization(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        ConfigurationServices.ReadApplicationSection(services);
        return AddServices(services);
    }

    /// <summary>Adds system-user authorization, configured by a section that the app names.</summary>
    /// <remarks>This extension can be safely called multiple times. Faults in the configuration stop the start, all in one message.</remarks>
    /// <param name="services">The app's services.</param>
    /// <param name="section">The section with the keys <c>Environment</c>, <c>Maskinporten</c>, <c>Client</c> ….</param>
    /// <returns>A builder for further choices.</returns>
    public static SystemUserBuilder AddSystemUserAuthorization(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        ConfigurationServices.ReadSection(services, section);
        return AddServices(services);
    }

    /// <summary>Adds system-user authorization, configured in code.</summary>
    /// <remarks>This extension can be safely called multiple times. Faults in the options stop the start, all in one message.</remarks>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">
    /// Sets the options; no configuration is read. Scopes or an audience that only an unread section <c>SystemUser</c> demands stop the start.
    /// </param>
    /// <returns>A builder for further choices.</returns>
    public static SystemUserBuilder AddSystemUserAuthorization(
        this IServiceCollection services,
        Action<SystemUserOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure(configure);
        return AddServices(services);
    }

    private static SystemUserBuilder AddServices(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<SystemUserTelemetry>();
        services.TryAddSingleton(new ReplaceableServices(services));
        ConfigurationServices.Add(services);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SystemUserOptions>, ClientOptionsValidator>()
        );
        AltinnServices.Add(services);
        DecisionServices.Add(services);
        AuthorizationServices.Add(services);
        AuthenticationServices.Add(services);
        services.TryAddSingleton<SchemeSurvey>();
        services.TryAddSingleton<EndpointSurvey>();
        services.TryAddSingleton<AlternativeRules>();
        services.TryAddSingleton<RightVerification>();
        services.TryAddSingleton<ClientVerification>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, StartFilter>());
        return new SystemUserBuilder(services);
    }
}
