using Microsoft.AspNetCore.Mvc.Testing;
using SystemUser.AspNetCore.Testing.Internal;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Testing;

/// <summary>Puts the app under test into a sandbox of Maskinporten and Altinn.</summary>
public static class WebApplicationFactoryExtensions
{
    /// <summary>
    /// Puts the app into a sandbox: it verifies real tokens with its own options and asks a policy decision point that the
    /// test scripts, all in memory. A call that the test has arranged no answer to makes the request throw.
    /// </summary>
    /// <typeparam name="TEntryPoint">A type in the entry point assembly of the app.</typeparam>
    /// <param name="factory">The factory.</param>
    /// <param name="sandbox">The sandbox; it lives as long as the app.</param>
    /// <param name="timeProvider">
    /// The clock of the sandbox, which then also becomes the app's. Defaults to the system's, and leaves the app its own.
    /// </param>
    /// <returns>A factory of the app in the sandbox.</returns>
    public static WebApplicationFactory<TEntryPoint> WithSystemUserSandbox<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory,
        out ScriptedSandbox sandbox,
        TimeProvider? timeProvider = null
    )
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        var created = sandbox = new ScriptedSandbox(timeProvider);
        return factory.WithWebHostBuilder(builder =>
            SandboxedApp.Configure(builder, created, setClock: timeProvider is not null, ownsSandbox: true)
        );
    }

    /// <summary>Puts the app into a sandbox that the test has made, which several apps may share.</summary>
    /// <typeparam name="TEntryPoint">A type in the entry point assembly of the app.</typeparam>
    /// <param name="factory">The factory.</param>
    /// <param name="sandbox">The sandbox; it is the caller's to dispose. Its clock also becomes the app's.</param>
    /// <returns>A factory of the app in the sandbox.</returns>
    public static WebApplicationFactory<TEntryPoint> WithSystemUserSandbox<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory,
        ScriptedSandbox sandbox
    )
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(sandbox);
        return factory.WithWebHostBuilder(builder =>
            SandboxedApp.Configure(builder, sandbox, setClock: true, ownsSandbox: false)
        );
    }
}
