using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace SystemUser.Sandbox.Aspire.Tests;

/// <summary>The model of an app host, and what it would start, without the orchestrator that starts it.</summary>
public sealed class AddSystemUserSandboxTests
{
    private readonly int _port = FreePort();

    private string Address => $"http://localhost:{_port}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_is_configured_for_the_sandbox_when_it_refers_to_it()
    {
        var builder = Builder();
        var api = builder.AddExecutable("api", "dotnet", ".").WithReference(Sandbox(builder));

        var settings = await SettingsAsync(builder, api.Resource);

        settings["SystemUser__Environment"].ShouldBe("Sandbox");
        settings["SystemUser__Maskinporten__Issuer"].ShouldBe($"{Address}/");
        settings["SystemUser__Maskinporten__MetadataAddress"]
            .ShouldBe($"{Address}/.well-known/oauth-authorization-server");
        settings["SystemUser__Altinn__BaseAddress"].ShouldBe(Address);
        settings["SystemUserSandbox__Enabled"].ShouldBe("false"); // the API may embed one
    }

    [Fact]
    public async Task Nothing_is_set_when_the_api_is_published()
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish", "--publisher", "manifest"]);
        var api = builder.AddExecutable("api", "dotnet", ".").WithReference(Sandbox(builder));

        (await SettingsAsync(builder, api.Resource)).Keys.ShouldNotContain(key =>
            key.StartsWith("SystemUser__", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Sandbox_is_no_part_of_what_is_published_and_the_dashboard_links_to_it()
    {
        var sandbox = Sandbox(Builder()).Resource;

        sandbox.IsExcludedFromPublish().ShouldBeTrue();
        sandbox.Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem();
        sandbox
            .Annotations.OfType<ResourceUrlAnnotation>()
            .ShouldContain(url => url.DisplayText == "Workbench" && url.Url == $"{Address}/workbench");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void Port_is_refused_when_it_is_none(int port) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Builder().AddSystemUserSandbox("altinn", port));

    [Theory]
    [InlineData("My Api", "my:scope")]
    [InlineData("my-api", "myscope")]
    public void Resource_is_refused_when_it_or_its_scope_is_none(string resource, string scope) =>
        Should
            .Throw<InvalidOperationException>(() => Sandbox(Builder()).WithResource(resource, scope))
            .Message.ShouldStartWith($"'SystemUserSandbox:Resources:{resource}' is no resource with its scope.");

    [Fact]
    public async Task Start_is_refused_when_something_else_has_the_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        var builder = Builder();
        builder.Services.AddFakeLogging();
        var sandbox = Sandbox(builder).Resource;
        await using var app = builder.Build();

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(() =>
            builder.Eventing.PublishAsync(new BeforeResourceStartedEvent(sandbox, app.Services), Cancelled)
        );

        refusal.Message.ShouldStartWith($"Port {_port} is taken, perhaps by another sandbox.");
        app.Services.GetFakeLogCollector()
            .GetSnapshot()
            .ShouldContain(record => record.Message == $"The sandbox does not start. {refusal.Message}");
    }

    [Fact]
    public async Task Sandbox_that_would_be_started_answers_and_knows_the_resource()
    {
        var builder = Builder();
        var sandbox = Sandbox(builder).WithResource("my-api", "my:scope").Resource;
        using var process = await StartAsync(builder, sandbox);
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        try
        {
            var metadata = await AnswerAsync(http, process);
            var token = await http.GetStringAsync(
                "api/GetSystemUserToken?scopes=my:scope&systemUserId=33a0911a-5459-456f-bc57-3d37ef9a016c&orgNo=310904473",
                Cancelled
            );
            var resource = await http.GetAsync(
                new Uri("resourceregistry/api/v1/resource/my-api", UriKind.Relative),
                Cancelled
            );

            metadata.GetProperty("issuer").GetString().ShouldBe($"{Address}/");
            resource.StatusCode.ShouldBe(HttpStatusCode.OK);
            token.Split('.').Length.ShouldBe(3);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancelled);
        }
    }

    private static IDistributedApplicationBuilder Builder() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

    private IResourceBuilder<SystemUserSandboxResource> Sandbox(IDistributedApplicationBuilder builder)
    {
        var sandbox = builder.AddSystemUserSandbox("altinn", _port);
        var endpoint = sandbox.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", _port); // as the orchestrator does
        return sandbox;
    }

    private static async Task<Dictionary<string, string?>> SettingsAsync(
        IDistributedApplicationBuilder builder,
        IResourceWithEnvironment resource
    )
    {
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, resource, cancellationToken: Cancelled);
        foreach (var annotation in ((IResource)resource).Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var settings = new Dictionary<string, string?>();
        foreach (var (key, value) in context.EnvironmentVariables)
        {
            settings[key] = value is IValueProvider provider
                ? await provider.GetValueAsync(Cancelled)
                : value.ToString();
        }

        return settings;
    }

    private static async Task<Process> StartAsync(
        IDistributedApplicationBuilder builder,
        SystemUserSandboxResource sandbox
    )
    {
        var arguments = new List<object>();
        foreach (var annotation in sandbox.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(new CommandLineArgsCallbackContext(arguments, sandbox, Cancelled));
        }

        var start = new ProcessStartInfo(sandbox.Command, arguments.Select(argument => argument.ToString()!))
        {
            WorkingDirectory = sandbox.WorkingDirectory,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in await SettingsAsync(builder, sandbox))
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<JsonElement> AnswerAsync(HttpClient http, Process process)
    {
        while (true)
        {
            process.HasExited.ShouldBeFalse(
                process.HasExited ? await process.StandardError.ReadToEndAsync(Cancelled) : ""
            );
            try
            {
                return await http.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server", Cancelled);
            }
            catch (HttpRequestException)
            {
                await Task.Yield(); // not yet
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
