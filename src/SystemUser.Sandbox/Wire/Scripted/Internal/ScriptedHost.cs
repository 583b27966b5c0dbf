using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>Hosts a scripted sandbox: the wire, with the script before it.</summary>
internal static class ScriptedHost
{
    public static WebApplication Build(
        ScriptedSandbox sandbox,
        WireAddress address,
        WireKeys keys,
        Action<IWebHostBuilder> configureServer
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = typeof(ScriptedHost).Assembly.GetName().Name }
        );
        builder.WebHost.UseKestrelCore();
        configureServer(builder.WebHost);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.Services.AddSingleton(sandbox);
        builder.Services.AddSingleton(sandbox.TimeProvider);
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton(sandbox.Tokens);
        builder.Services.AddSingleton(sandbox.AltinnTokenIssuer);
        builder.Services.AddSingleton<IDecisionSource>(sandbox.Seams);
        builder.Services.AddSingleton<IMaskinportenGrants>(sandbox.Seams);
        builder.Services.AddSingleton<IServiceOwners>(sandbox.Seams);
        builder.Services.AddSingleton<ITestTokenUsers>(sandbox.Seams);
        builder.Services.AddWire(address);

        var app = builder.Build();
        app.UseMiddleware<ScriptedMiddleware>(sandbox);
        app.UseRouting();
        app.MapWire();
        return app;
    }
}

/// <summary>The lifetime of a host inside another: the outer one minds the signals and the console.</summary>
internal sealed class BorrowedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
