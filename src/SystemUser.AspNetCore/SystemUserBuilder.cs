using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore;

/// <summary>What <c>AddSystemUserAuthorization</c> returns: further choices, each one call.</summary>
public sealed class SystemUserBuilder
{
    internal SystemUserBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the app's services.</summary>
    public IServiceCollection Services { get; }
}
