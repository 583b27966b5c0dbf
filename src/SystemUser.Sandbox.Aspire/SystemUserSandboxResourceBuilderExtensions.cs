using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.Sandbox;

namespace Aspire.Hosting;

/// <summary>Adds the sandbox to an app host, and gives it to the APIs in it.</summary>
public static class SystemUserSandboxResourceBuilderExtensions
{
    private const string MetadataPath = "/.well-known/oauth-authorization-server";

    /// <summary>Adds Maskinporten and Altinn: the sandbox of this package's version, as a process of its own, with its portal and workbench.</summary>
    /// <remarks>It is for development, and no part of what is published.</remarks>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="port">The port on localhost, which is part of the issuer that tokens name. Defaults to 5090.</param>
    /// <returns>A builder of the resource.</returns>
    public static IResourceBuilder<SystemUserSandboxResource> AddSystemUserSandbox(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        int port = 5090
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);

        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

        // It is in the app host's own output, and runs with what the app host runs with.
        var host = Path.Combine(
            AppContext.BaseDirectory,
            (builder.AppHostAssembly ?? Assembly.GetEntryAssembly()!).GetName().Name!
        );
        return builder
            .AddResource(new SystemUserSandboxResource(name, "dotnet", AppContext.BaseDirectory))
            .WithArgs(
                "exec",
                "--runtimeconfig",
                $"{host}.runtimeconfig.json",
                "--depsfile",
                $"{host}.deps.json",
                typeof(Program).Assembly.Location
            )
            .WithHttpEndpoint(port, port, SystemUserSandboxResource.EndpointName, isProxied: false)
            .WithEnvironment(Key(nameof(SandboxOptions.Address)), address)
            .WithHttpHealthCheck("/health") // well also while a fault of Maskinporten's is ordered
            .WithUrlForEndpoint(SystemUserSandboxResource.EndpointName, url => url.DisplayText = "Portal")
            .WithUrl(address + "/workbench", "Workbench")
            .OnBeforeResourceStarted((_, start, _) => RefuseTakenPort(port, start.Services))
            .ExcludeFromManifest();
    }

    /// <summary>Else what has the port would answer for the sandbox, the question whether it is well among others.</summary>
    private static Task RefuseTakenPort(int port, IServiceProvider services)
    {
        if (!IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(IsInTheWay))
        {
            return Task.CompletedTask;
        }

        var refusal = new DistributedApplicationException(
            $"Port {port} is taken, perhaps by another sandbox. Stop what listens there, or give this one another port: AddSystemUserSandbox(name, port)."
        );
        services.GetRequiredService<ILogger<SystemUserSandboxResource>>().NotStarted(refusal.Message); // else the dashboard alone would tell
        throw refusal;

        bool IsInTheWay(IPEndPoint listener) =>
            listener.Port == port
            && (
                IPAddress.IsLoopback(listener.Address)
                || listener.Address.Equals(IPAddress.Any)
                || listener.Address.Equals(IPAddress.IPv6Any)
            );
    }

    /// <summary>Has the sandbox know a resource of your own, with its scope; its system users hold the right.</summary>
    /// <param name="builder">The sandbox.</param>
    /// <param name="resource">The resource's identifier, such as <c>my-api</c>.</param>
    /// <param name="scope">Its scope, such as <c>my:scope</c>; several with spaces between them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">One of the two is none.</exception>
    public static IResourceBuilder<SystemUserSandboxResource> WithResource(
        this IResourceBuilder<SystemUserSandboxResource> builder,
        string resource,
        string scope
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(resource);
        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        new SandboxOptions { Resources = new Dictionary<string, string> { [resource] = scope } }.Validate();
        return builder.WithEnvironment(Key($"{nameof(SandboxOptions.Resources)}__{resource}"), scope);
    }

    /// <summary>Configures an API for the sandbox: <c>SystemUser:Environment</c>, and the addresses of Maskinporten and Altinn. It needs nothing else.</summary>
    /// <remarks>
    /// The API runs in Development on this machine; one in a container does not reach the sandbox. Of an API that is published nothing is set.
    /// </remarks>
    /// <typeparam name="TResource">The kind of resource.</typeparam>
    /// <param name="builder">The API.</param>
    /// <param name="sandbox">The sandbox.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<TResource> WithReference<TResource>(
        this IResourceBuilder<TResource> builder,
        IResourceBuilder<SystemUserSandboxResource> sandbox
    )
        where TResource : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sandbox);
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder;
        }

        var address = sandbox.Resource.Address;
        return builder
            .WithEnvironment("SystemUser__Environment", "Sandbox")
            .WithEnvironment("SystemUser__Maskinporten__Issuer", ReferenceExpression.Create($"{address}/"))
            .WithEnvironment(
                "SystemUser__Maskinporten__MetadataAddress",
                ReferenceExpression.Create($"{address}{MetadataPath}")
            )
            .WithEnvironment("SystemUser__Altinn__BaseAddress", address)
            .WithEnvironment(Key(nameof(SandboxOptions.Enabled)), "false") // one that the API embeds
            .WithReferenceRelationship(sandbox.Resource);
    }

    private static string Key(string option) => $"{SandboxOptions.SectionName}__{option}";
}

/// <summary>What the sandbox's resource says in the app host's log.</summary>
internal static partial class SandboxResourceLog
{
    [LoggerMessage(1, LogLevel.Error, "The sandbox does not start. {Reason}", EventName = "SandboxNotStarted")]
    public static partial void NotStarted(this ILogger logger, string reason);
}
