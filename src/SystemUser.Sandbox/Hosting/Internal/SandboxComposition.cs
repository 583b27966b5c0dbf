using SystemUser.Sandbox.Authentication.Internal;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Http.Internal;
using SystemUser.Sandbox.Maskinporten.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>What the sandbox is made of: the one place where its parts meet.</summary>
internal static class SandboxComposition
{
    public static void AddSandbox(
        IServiceCollection services,
        SandboxOptions options,
        ProviderClient provider,
        IReadOnlyCollection<string> subscriptionKeys
    )
    {
        services.AddRouting();
        services.AddWire(new WireAddress(options.Address));
        services.AddSandboxMaskinporten();
        services.AddSandboxAuthentication();
        services.AddWorld(
            new WorldOptions
            {
                SeedFile = options.SeedFile,
                StateFolder = options.StateFolder,
                SubscriptionKeys = subscriptionKeys,
                Prepare = provider.Register,
            }
        );
    }

    public static void UseSandbox(WebApplication app, SandboxOptions options)
    {
        app.UseMiddleware<LocalCallersOnly>(options);
        app.UseMiddleware<FaultMiddleware>();
        app.UseProblemsForUnmatchedCalls();
        app.UseRouting();
        app.MapWire();
        app.MapSandboxMaskinporten();
        app.MapSandboxAuthentication();
        app.MapWorld();
    }
}
