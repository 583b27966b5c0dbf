using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>Builds apps that embed the sandbox, as a developer would.</summary>
internal static class DevelopedApp
{
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static WebApplicationBuilder Builder(params string[] args) => Builder("Development", args);

    public static WebApplicationBuilder Builder(string environment, string[] args)
    {
        var builder = WebApplication.CreateBuilder([
            $"--environment={environment}",
            "--urls=http://127.0.0.1:0",
            .. args,
        ]);
        builder.Logging.ClearProviders();
        return builder;
    }

    /// <summary>Builds an app with the sandbox on a free port of loopback.</summary>
    public static WebApplication Build(out Uri sandbox, params string[] args)
    {
        sandbox = new Uri($"http://localhost:{FreePort()}");
        var builder = Builder([$"--SystemUserSandbox:Address={sandbox}", .. args]);
        builder.AddSystemUserSandbox();
        return builder.Build();
    }
}
