using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Start.Internal;

namespace SystemUser.AspNetCore;

/// <summary>What <c>AddSystemUserAuthorization</c> returns: further choices, each one call.</summary>
public sealed class SystemUserBuilder
{
    internal SystemUserBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the app's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Stops the start when an endpoint says nothing of who may use it: neither a right, a scope, a policy nor <c>AllowAnonymous()</c>.</summary>
    /// <returns>A reference to this builder after the operation has completed.</returns>
    public SystemUserBuilder RequireDecisionOnEveryEndpoint()
    {
        Services.Configure<StartCheckOptions>(checks => checks.RequireDecisionOnEveryEndpoint = true);
        return this;
    }

    /// <summary>Names classes that carry a demand and that no endpoint of this app is mapped to, so that the start neither stops nor warns because of them.</summary>
    /// <remarks>For what another host serves, or asks for in code. A demand on such a class lets nobody in and keeps nobody out here.</remarks>
    /// <param name="types">The classes; of a generic one its definition.</param>
    /// <returns>A reference to this builder after the operation has completed.</returns>
    public SystemUserBuilder IgnoreUnmapped(params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        Services.Configure<StartCheckOptions>(checks => checks.Unmapped.UnionWith(types));
        return this;
    }

    /// <summary>Tries at start the provider's own Maskinporten client, Altinn's exchange and the subscription key, within 10 seconds.</summary>
    /// <remarks>A wrong answer (an unknown client, key, scope or subscription key) stops the start; that nobody answers is warned of.</remarks>
    /// <returns>A reference to this builder after the operation has completed.</returns>
    public SystemUserBuilder VerifyClientOnStart()
    {
        Services.Configure<StartCheckOptions>(checks => checks.VerifyClient = true);
        return this;
    }

    /// <summary>Looks up at start, in Altinn's open resource registry, every resource and action that an endpoint demands, and reports unknown ones with the nearest known name.</summary>
    /// <remarks>Left out are resources of Altinn's apps (<c>app_…</c>), whose policies the registry does not have, and endpoints that are open to everybody.</remarks>
    /// <param name="stopOnFault">Whether an unknown one stops the start. Defaults to <see langword="false"/>: it is warned of, as is a registry that cannot be reached.</param>
    /// <returns>A reference to this builder after the operation has completed.</returns>
    public SystemUserBuilder VerifyRightsOnStart(bool stopOnFault = false)
    {
        Services.Configure<StartCheckOptions>(checks =>
        {
            checks.VerifyRights = true;
            checks.StopOnUnknownRight = stopOnFault;
        });
        return this;
    }
}
