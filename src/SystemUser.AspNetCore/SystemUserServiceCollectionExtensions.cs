using SystemUser.AspNetCore;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers system-user authorization: start reading here.</summary>
public static class SystemUserServiceCollectionExtensions
{
    /// <summary>Adds system-user authorization, configured by the section <c>SystemUser</c> of the app's configuration.</summary>
    /// <remarks>This extension can be safely called multiple times.</remarks>
    public static SystemUserBuilder AddSystemUserAuthorization(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        ConfigurationServices.Add(services);
        AltinnServices.Add(services);
        DecisionServices.Add(services);
        AuthorizationServices.Add(services);
        AuthenticationServices.Add(services);
        return new SystemUserBuilder(services);
    }
}
