using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Outbound.Internal;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Outbound;

/// <summary>What an app sets for all its HTTP clients does not reach the package's; what it adds to them by name does.</summary>
public sealed class HostDefaultsTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task The_apps_standard_resilience_changes_neither_retries_nor_circuit()
    {
        await using var door = await OpenAsync(services =>
            services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler())
        );
        door.Sandbox.Pdp.Always.Fail(503, TimeSpan.FromSeconds(20));

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "20");
        door.Sandbox.Pdp.Calls.Count.ShouldBe(1);
        for (var i = 0; i < 20; i++)
        {
            (await door.GetAsync("/krav", door.Token())).Status.ShouldBe(503);
        }

        door.Sandbox.Pdp.Calls.Count.ShouldBe(10); // then the circuit is open
    }

    public static TheoryData<string> Defaults =>
        ["header propagation", "service discovery", "transport", "handler", "timeout", "header", "for all names"];

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task A_default_for_all_HttpClients_does_not_reach_the_packages(string given)
    {
        await using var door = await OpenAsync(services => Give(services, given));
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();

        door.Sandbox.Calls.ShouldAllBe(call => !call.Headers.ContainsKey("X-Default"));
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task The_apps_own_HttpClients_keep_their_defaults(string given)
    {
        await using var door = await OpenAsync(services =>
        {
            Give(services, given);
            services.AddHttpClient("crm");
        });
        var of =
            door.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<HttpClientFactoryOptions>>();

        var crm = of.Get("crm");

        (crm.HttpClientActions.Count + crm.HttpMessageHandlerBuilderActions.Count).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_warning_with_the_way_out_is_logged_when_a_default_transport_is_kept_out()
    {
        await using var door = await OpenAsync(services => Give(services, "transport"));
        door.Sandbox.Pdp.Permit();
        await door.GetAsync("/krav", door.Token());

        door.Log.Of("DefaultTransportKeptOut")
            .ShouldContain(line =>
                line.StartsWith("Warning: ")
                && line.Contains("AddHttpClient(\"SystemUser.Altinn\").ConfigurePrimaryHttpMessageHandler")
            );
        door.Log.Of("ClientDefaultsKeptOut").ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_defaults_that_are_kept_out_are_logged()
    {
        await using var door = await OpenAsync(services => Give(services, "handler"));
        door.Sandbox.Pdp.Permit();
        await door.GetAsync("/krav", door.Token());

        door.Log.Of("ClientDefaultsKeptOut").ShouldContain(line => line.StartsWith("Information: 1 of"));
        door.Log.Of("DefaultTransportKeptOut").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_added_by_name_runs_whether_before_or_after_ours(bool isBefore)
    {
        await using var door = await OpenAsync(
            services => AddByName(services, isBefore),
            services => AddByName(services, !isBefore)
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();

        door.Sandbox.Calls.ShouldAllBe(call => call.Headers["X-Default"] == "ours");

        static void AddByName(IServiceCollection services, bool isNow)
        {
            services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Adds("theirs")));
            if (isNow)
            {
                services.AddHttpClient(SystemUserHttpClients.Altinn).AddHttpMessageHandler(() => new Adds("ours"));
                services
                    .AddHttpClient(SystemUserHttpClients.Maskinporten)
                    .AddHttpMessageHandler(() => new Adds("ours"));
            }
        }
    }

    [Fact]
    public async Task A_keyed_client_of_the_same_name_does_not_stand_in_the_way()
    {
        await using var door = await OpenAsync(services =>
            services.AddHttpClient(SystemUserHttpClients.Altinn).AddAsKeyed()
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();
    }

    [Theory]
    [InlineData("handler")]
    [InlineData("wrapped")]
    [InlineData("sockets")]
    public async Task A_transport_of_the_apps_own_follows_no_redirect_with_our_key(string transport)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        var followed = 0;
        server.MapPost("/authorization/api/v1/authorize", () => Results.Redirect("/other", preserveMethod: true));
        server.MapPost(
            "/other",
            () =>
            {
                followed++;
                return """{"response":[{"decision":"Permit"}]}""";
            }
        );
        await server.StartAsync(TestContext.Current.CancellationToken);
        var address = server.Urls.Single();
        await using var host = new DecisionHost(
            options => options.Altinn.BaseAddress = address,
            services =>
            {
                services.AddSingleton<IAltinnTokenProvider>(new FixedTokens());
                services
                    .AddHttpClient(SystemUserHttpClients.Altinn)
                    .ConfigurePrimaryHttpMessageHandler(() =>
                        transport switch
                        {
                            "handler" => new HttpClientHandler(),
                            "wrapped" => new Wrapping(new HttpClientHandler()),
                            _ => new SocketsHttpHandler(),
                        }
                    );
            },
            TimeProvider.System
        );

        var answer = await host.Engine.DecideAsync(
            Some.Question(pdp: address),
            host.Asker,
            TestContext.Current.CancellationToken
        );

        answer.Outcome.ShouldBe(DecisionOutcome.Failed);
        followed.ShouldBe(0);
    }

    [Fact]
    public async Task Both_clients_may_have_the_same_transport()
    {
        using var shared = new SocketsHttpHandler();
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        ConfigurationServices.Add(services);
        AltinnServices.Add(services);
        foreach (var name in new[] { SystemUserHttpClients.Altinn, SystemUserHttpClients.Maskinporten })
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => shared);
        }

        await using var provider = services.BuildServiceProvider();
        foreach (var name in new[] { SystemUserHttpClients.Altinn, SystemUserHttpClients.Maskinporten })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/");
            await Should.ThrowAsync<HttpRequestException>(() =>
                provider
                    .GetRequiredKeyedService<OutboundClient>(name)
                    .SendAsync(request, service: null, TestContext.Current.CancellationToken)
            );
        }
    }

    private static void Give(IServiceCollection services, string given)
    {
        switch (given)
        {
            case "header propagation":
                services.AddHeaderPropagation(options => options.Headers.Add("X-Default"));
                services.ConfigureHttpClientDefaults(http => http.AddHeaderPropagation());
                break;
            case "service discovery":
                services.AddServiceDiscovery();
                services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
                break;
            case "transport":
                services.ConfigureHttpClientDefaults(http =>
                    http.ConfigurePrimaryHttpMessageHandler(() => new Adds("theirs"))
                );
                break;
            case "handler":
                services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Adds("theirs")));
                break;
            case "timeout":
                services.ConfigureHttpClientDefaults(http =>
                    http.ConfigureHttpClient(client => client.Timeout = TimeSpan.FromTicks(1))
                );
                break;
            case "header":
                services.ConfigureHttpClientDefaults(http =>
                    http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Default", "theirs"))
                );
                break;
            default:
                services.ConfigureAll<HttpClientFactoryOptions>(options =>
                    options.HttpMessageHandlerBuilderActions.Add(builder =>
                        builder.AdditionalHandlers.Add(new Adds("theirs"))
                    )
                );
                break;
        }
    }

    private Task<Door> OpenAsync(Action<IServiceCollection> before, Action<IServiceCollection>? after = null) =>
        Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            before,
            builder => after?.Invoke(builder.Services),
            settings:
            [
                ("SystemUser:Decisions:AttemptTimeout", "00:00:03"),
                ("SystemUser:Decisions:TotalTimeout", "00:00:05"),
            ],
            clock: _clock
        );

    private sealed class Wrapping(HttpMessageHandler inner) : DelegatingHandler(inner);

    private sealed class FixedTokens : IAltinnTokenProvider
    {
        public ValueTask<string> GetTokenAsync(
            string scope,
            string? rejectedToken,
            CancellationToken cancellationToken
        ) => new("token");
    }

    private sealed class Adds(string value) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.TryAddWithoutValidation("X-Default", value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
