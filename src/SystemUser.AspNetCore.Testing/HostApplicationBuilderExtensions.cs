using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using SystemUser.AspNetCore.Testing.Internal;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing;

/// <summary>Puts an app that the test builds itself into a sandbox of Maskinporten and Altinn.</summary>
public static class HostApplicationBuilderExtensions
{
    /// <summary>Points the app's configuration and its calls to Maskinporten and Altinn at a sandbox, in memory.</summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The builder of the app.</param>
    /// <param name="sandbox">The sandbox; it is the caller's to dispose. Its clock also becomes the app's.</param>
    /// <returns>A reference to <paramref name="builder"/> after the operation has completed.</returns>
    public static TBuilder UseSystemUserSandbox<TBuilder>(this TBuilder builder, ScriptedSandbox sandbox)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sandbox);
        builder.Configuration.AddInMemoryCollection(SandboxedApp.Configuration(sandbox));
        SandboxedApp.AddServices(builder.Services, sandbox, setClock: true, ownsSandbox: false);
        return builder;
    }
}
