using SystemUser.Sandbox.AccessManagement.Internal;
using SystemUser.Sandbox.Authentication.Internal;
using SystemUser.Sandbox.Authorization.Internal;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.IdPorten.Internal;
using SystemUser.Sandbox.Maskinporten.Internal;
using SystemUser.Sandbox.Portal.Internal;
using SystemUser.Sandbox.Reset.Internal;
using SystemUser.Sandbox.ResourceRegistry.Internal;
using SystemUser.Sandbox.Seeding.Internal;
using SystemUser.Sandbox.TestTokens.Internal;
using SystemUser.Sandbox.Time.Internal;
using SystemUser.Sandbox.Traffic.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Internal;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>What the sandbox is made of: the one place where its parts meet.</summary>
internal static class SandboxComposition
{
    public static void AddSandbox(
        this IServiceCollection services,
        WireAddress address,
        WorldOptions world,
        IReadOnlyCollection<string> subscriptionKeys,
        ApiSettings? api = null
    )
    {
        services.AddSandboxClock();
        services.AddRouting();
        services.AddWire(address);
        services.AddWorld(world);
        services.AddSandboxMaskinporten();
        services.AddSandboxIdPorten();
        services.AddSandboxAuthentication();
        services.AddSandboxAuthorization(subscriptionKeys);
        services.AddSandboxAccessManagement();
        services.AddSandboxResourceRegistry();
        services.AddDecisionLog();
        services.AddTraffic();
        services.AddFaults();
        services.AddPortal();
        services.AddWorkbench(api ?? new ApiSettings("", ""));
    }

    public static void UseSandbox(this WebApplication app)
    {
        app.UseTraffic();
        app.UseMiddleware<FaultMiddleware>();
        app.UseProblemsForUnmatchedCalls();
        app.UseRouting();
        app.MapWire();
        app.MapSandboxMaskinporten();
        app.MapSandboxIdPorten();
        app.MapSandboxAuthentication();
        app.MapSandboxAccessManagement();
        app.MapSandboxResourceRegistry();
        app.MapDecisionLog();
        app.MapFaults();
        app.MapReset();
        app.MapSeeding();
        app.MapTestTokens();
        app.MapConsentTokens();
        app.MapSandboxClock();
        app.MapWorkbench();
        app.MapPortal();
    }
}
