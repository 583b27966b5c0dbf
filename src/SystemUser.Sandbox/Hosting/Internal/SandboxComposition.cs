using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>What the sandbox is made of: the one place where its parts meet.</summary>
internal static class SandboxComposition
{
    public static void AddSandbox(IServiceCollection services, WireAddress address)
    {
        services.AddRouting();
        services.AddWire(address);
        services.AddSingleton<InterimWorld>();
        services.AddSingleton<IDecisionSource>(World);
        services.AddSingleton<IMaskinportenGrants>(World);
        services.AddSingleton<IServiceOwners>(World);
        services.AddSingleton<ITestTokenUsers>(World);
    }

    public static void MapSandbox(WebApplication app) => app.MapWire();

    private static InterimWorld World(IServiceProvider services) => services.GetRequiredService<InterimWorld>();
}
