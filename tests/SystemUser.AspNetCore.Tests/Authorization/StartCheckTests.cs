using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Testing;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What stops the start, what is warned of, and the access map.</summary>
public sealed class StartCheckTests
{
    [Theory]
    [InlineData("Cookies")]
    [InlineData("Nope")]
    [InlineData(null)]
    public async Task The_start_stops_when_a_demand_leaves_its_scheme_out(string? schemes)
    {
        var message = await Door.RefusesToOpenAsync(app =>
            app.MapGet("/krav", () => "krav")
                .WithMetadata(new RequireSystemUserRightAttribute(Door.Resource) { AuthenticationSchemes = schemes })
        );

        message.ShouldContain("demand-with-other-scheme");
        message.ShouldContain("GET /krav");
    }

    [Fact]
    public async Task A_protected_endpoint_without_scope_and_audience_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                app.MapGet("/right", () => "").RequireSystemUserRight("resource");
                app.MapGet("/parameter", (AltinnSystemUser user) => "");
                app.MapGet("/caller", (MaskinportenCaller caller) => "");
                app.MapGet("/open-parameter", (AltinnSystemUser user) => "")
                    .RequireMaskinportenScope("a:b")
                    .AllowAnonymous();
                app.MapGet("/policy", () => "").RequireAuthorization("krav");
                app.MapGet("/scoped", () => "").RequireSystemUserRight("resource", right => right.Scope = "a:b");
                app.MapGet("/scope", () => "").RequireSystemUserRight("resource").RequireMaskinportenScope("a:b");
                app.MapGet("/open", () => "");
            },
            services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("krav", policy => policy.RequireSystemUserRight("resource")),
            scope: null
        );

        message.ShouldContain("'SystemUser:RequiredScopes'");
        message.ShouldContain("'SystemUser:Maskinporten:Audience'");
        message.ShouldContain(
            "At: GET /right; GET /parameter; GET /caller; GET /open-parameter; GET /policy. See urn:systemuser-aspnetcore:problem:scope-or-audience-missing"
        );
    }

    [Fact]
    public async Task The_app_starts_without_a_scope_when_an_audience_is_configured()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/right", () => "").RequireSystemUserRight("resource"),
            scope: null,
            settings: [("SystemUser:Maskinporten:Audience", "https://krav.example")]
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token().With("aud", "https://krav.example"))).ShouldBeOk();
        (await door.GetAsync("/right", door.Token())).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_warning_is_logged_when_nothing_reads_the_section_of_the_configuration(bool read)
    {
        using var sandbox = new ScriptedSandbox();
        var log = new FakeLogCollector();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log));
        builder.UseSystemUserSandbox(sandbox);
        var section = builder.Configuration.GetSection("SystemUser");
        builder.Services.AddSystemUserAuthorization(options =>
        {
            options.Maskinporten.Issuer = section["Maskinporten:Issuer"];
            options.Maskinporten.MetadataAddress = section["Maskinporten:MetadataAddress"];
            options.Altinn.BaseAddress = section["Altinn:BaseAddress"];
            options.Altinn.SubscriptionKey = section["Altinn:SubscriptionKey"];
            options.Client.ClientId = section["Client:ClientId"];
            options.Client.PrivateJwk = section["Client:PrivateJwk"];
        });
        if (read)
        {
            builder.Services.AddSystemUserAuthorization();
        }

        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);

        log.Of("SectionUnread")
            .ShouldBe(
                read
                    ? []
                    :
                    [
                        "Warning: The configuration has a section 'SystemUser' that nothing reads. Call AddSystemUserAuthorization(), which does, or remove the section.",
                    ]
            );
    }

    [Fact]
    public async Task A_fallback_policy_without_scope_stops_the_start_naming_the_endpoints_it_falls_on()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                app.MapGet("/fallen-on", () => "");
                app.MapGet("/open", () => "").AllowAnonymous();
            },
            services =>
                services
                    .AddAuthorizationBuilder()
                    .SetFallbackPolicy(Policy(policy => policy.RequireSystemUserRight("r"))),
            scope: null
        );

        message.ShouldContain("At: GET /fallen-on.");
    }

    [Fact]
    public async Task A_default_policy_without_scope_stops_the_start_naming_the_endpoints_that_take_it()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGet("/default", () => "").RequireAuthorization(),
            services =>
                services
                    .AddAuthorizationBuilder()
                    .SetDefaultPolicy(Policy(policy => policy.RequireSystemUserRight("r"))),
            scope: null
        );

        message.ShouldContain("At: GET /default.");
    }

    [Fact]
    public async Task A_right_without_action_stops_the_start_on_other_methods_hubs_and_gRPC()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                app.MapMethods("/options", ["GET", "OPTIONS"], () => "").RequireSystemUserRight("r");
                app.MapMethods("/query", ["QUERY"], () => "").RequireSystemUserRight("r");
                app.MapHub<ProtectedHub>("/hub");
                app.MapConnectionHandler<Echo>("/connection").RequireSystemUserRight("r");
                app.MapPost("/grpc", () => "")
                    .RequireSystemUserRight("r")
                    .WithMetadata(new Grpc.AspNetCore.Server.GrpcMethodMetadata());
                app.MapGet("/fine", () => "").RequireSystemUserRight("r");
                app.Map("/stated", () => "").RequireSystemUserRight("r", right => right.Action = "access");
            },
            services => services.AddSignalR()
        );

        message.ShouldContain(
            "At: GET,OPTIONS /options; QUERY /query; (any method) /hub/negotiate; (any method) /hub; (any method) /connection/negotiate; POST /grpc. See urn:systemuser-aspnetcore:problem:action-missing"
        );
    }

    [Fact]
    public async Task Every_faulty_demand_is_reported_when_the_start_stops()
    {
        var message = await Door.RefusesToOpenAsync(app =>
        {
            app.MapGet("/a/{party}", () => "")
                .RequireSystemUserRight(
                    "r",
                    right =>
                    {
                        right.PartyFromRoute = "party";
                        right.PartyFromHeader = "party";
                    }
                );
            app.MapGet("/b", () => "").RequireSystemUserRight("r", right => right.PartyFromRoute = "party");
            app.MapGet("/c", () => "").RequireSystemUserRight("r", right => right.AllowClients = true);
            app.MapGet("/d", () => "").RequireSystemUserRight("r", right => right.Action = "to read");
            app.MapGet("/e", () => "").RequireSystemUserRight("r", right => right.Scope = "a:b  \"c");
            app.MapGet("/f", () => "").RequireSystemUserRight("r", right => right.PartyFromQuery = " ");
            app.MapGet("/g/{party}", (AuthorizedParty authorized) => "")
                .RequireSystemUserRight("r")
                .RequireSystemUserRight(
                    "s",
                    right =>
                    {
                        right.PartyFromRoute = "party";
                        right.AllowClients = true;
                    }
                );
        });

        foreach (
            var (where, code) in new[]
            {
                ("GET /a/{party}", "party-from-several-places"),
                ("GET /b", "party-route-unknown"),
                ("GET /c", "clients-without-party"),
                ("GET /d", "action-malformed"),
                ("GET /e", "scope-malformed"),
                ("GET /f", "party-without-name"),
                ("GET /g/{party}", "party-ambiguous"),
            }
        )
        {
            message.ShouldContain($"At: {where}. See urn:systemuser-aspnetcore:problem:{code}");
        }
    }

    [Fact]
    public async Task Each_fault_stands_in_a_line_of_its_own_when_the_start_stops()
    {
        var message = await Door.RefusesToOpenAsync(app =>
        {
            app.MapGet("/a", () => "").RequireSystemUserRight("r", right => right.PartyFromRoute = "party");
            app.MapGet("/b", () => "").RequireSystemUserRight("r", right => right.AllowClients = true);
            app.MapGet("/c", () => "").RequireSystemUserRight("r", right => right.AllowClients = true);
        });

        var lines = message.Split(Environment.NewLine);
        lines.Length.ShouldBe(3, message);
        lines[1].ShouldStartWith("- PartyFromRoute names 'party', which the route does not have.");
        lines[2].ShouldContain("At: GET /b; GET /c.");
    }

    [Theory]
    [InlineData("Has Capitals")]
    [InlineData("")]
    [InlineData("æøå")]
    public async Task A_malformed_resource_stops_the_start_which_names_it_and_the_endpoint(string resource)
    {
        var message = await Door.RefusesToOpenAsync(app =>
        {
            app.MapGet("/first", () => "").RequireSystemUserRight(resource);
            app.MapGet("/second", () => "").RequireAnySystemUserRight([Door.Resource, resource]);
        });

        message.ShouldContain($"- '{resource}' cannot be the id of a resource: an id is 1 to 128 of the characters");
        message.ShouldContain(
            "At: GET /first; GET /second. See urn:systemuser-aspnetcore:problem:resource-malformed (docs/errors.md)."
        );
        Should
            .Throw<FormatException>(() => new AuthorizationPolicyBuilder().RequireSystemUserRight(resource))
            .Message.ShouldStartWith($"'{resource}' is no resource identifier");
        Should.Throw<FormatException>(() =>
            new AuthorizationPolicyBuilder().RequireAnySystemUserRight([Door.Resource, resource])
        );
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\r\nb")]
    public void The_attribute_throws_when_its_scope_is_malformed(params string[] scopes) =>
        Should.Throw<ArgumentException>(() => new RequireMaskinportenScopeAttribute(scopes));

    [Fact]
    public async Task A_demand_on_a_method_of_a_hub_stops_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapHub<HubWithProtectedMethod>("/hub"),
            services => services.AddSignalR()
        );

        message.ShouldContain("At: HubWithProtectedMethod.Krav.");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-on-hub-method");
    }

    [Fact]
    public async Task An_undecided_endpoint_stops_the_start_with_RequireDecisionOnEveryEndpoint()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                app.MapGet("/undecided", () => "");
                app.MapGet("/open", () => "").AllowAnonymous();
                app.MapGet("/right", () => "").RequireSystemUserRight("r");
                app.MapGet("/other", () => "").RequireAuthorization();
            },
            configure: builder => builder.RequireDecisionOnEveryEndpoint()
        );

        message.ShouldContain("At: GET /undecided. See urn:systemuser-aspnetcore:problem:endpoint-without-decision");
    }

    [Fact]
    public async Task A_warning_is_logged_when_AllowAnonymous_overrules_a_right()
    {
        await using var door = await Door.OpenAsync(app =>
        {
            app.MapGroup("/group").AllowAnonymous().MapGet("/krav", () => "open").RequireSystemUserRight("r");
            app.MapGet("/parameter", (AltinnSystemUser user) => "").AllowAnonymous();
        });

        door.Log.Of("AnonymousOverDemand")
            .ShouldHaveSingleItem()
            .ShouldStartWith("Warning: GET /group/krav is open to everybody");
        (await door.GetAsync("/group/krav")).ShouldBeOk("open");
    }

    [Fact]
    public async Task A_warning_is_logged_when_connections_outlive_their_token()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapHub<StatedHub>("/long");
                app.MapHub<StatedHub>("/group/{id}/long").RequireMaskinportenScope("a:b");
                app.MapConnectionHandler<Echo>("/echo").RequireMaskinportenScope("a:b");
                app.MapHub<OpenHub>("/fallen-on");
                app.MapHub<StatedHub>("/short", options => options.CloseOnAuthenticationExpiration = true);
                app.MapHub<OpenHub>("/open").AllowAnonymous();
            },
            services =>
                services
                    .AddSignalR()
                    .Services.AddAuthorizationBuilder()
                    .SetFallbackPolicy(
                        Policy(policy => policy.RequireSystemUserRight("r", right => right.Action = "read"))
                    )
        );

        door.Log.Of("ConnectionsOutliveToken")
            .Select(text => text.Split(". Add to its ")[1])
            .ShouldBe([
                "MapHub<StatedHub>: options => options.CloseOnAuthenticationExpiration = true",
                "MapHub<StatedHub>: options => options.CloseOnAuthenticationExpiration = true",
                "MapConnectionHandler<…>: options => options.CloseOnAuthenticationExpiration = true",
                "MapHub<OpenHub>: options => options.CloseOnAuthenticationExpiration = true",
            ]);
        door.Log.Of("ConnectionsOutliveToken")[1].ShouldStartWith("Warning: Connections to /group/{id}/long stay open");
    }

    [Fact]
    public async Task A_warning_is_logged_when_a_handler_takes_a_party_without_a_right()
    {
        await using var door = await Door.OpenAsync(app => app.MapGet("/party", (AuthorizedParty party) => ""));

        door.Log.Of("PartyWithoutRight").ShouldHaveSingleItem().ShouldStartWith("Warning: GET /party takes");
    }

    [Fact]
    public async Task What_each_endpoint_demands_is_logged_at_the_start()
    {
        await using var door = await Door.OpenAsync(app =>
        {
            app.MapGet("/{party}", () => "")
                .RequireSystemUserRight(
                    "r",
                    right =>
                    {
                        right.PartyFromRoute = "party";
                        right.AllowClients = true;
                    }
                );
            app.MapPost("/own", () => "").RequireSystemUserRight("s", right => right.Scope = "a:b c:d");
            app.Map("/any", () => "").RequireSystemUserRight("t");
            app.MapGet("/scope", () => "").RequireMaskinportenScope("a:b");
            app.MapGet("/open", () => "");
        });

        door.Log.Of("AccessByRight")
            .ShouldBe([
                "Information: Access: GET /{party} takes scope skatteetaten:kravogbetalinger and 'read' on 'r' for the party from the path segment 'party', clients too.",
                "Information: Access: POST /own takes scope skatteetaten:kravogbetalinger, a:b or c:d and 'write' on 's' for the party from the token: the system user's owner.",
                "Information: Access: (any method) /any takes scope skatteetaten:kravogbetalinger and 'read/write' on 't' for the party from the token: the system user's owner.",
            ]);
        door.Log.Of("AccessByToken")
            .ShouldBe([
                "Information: Access: GET /scope takes scope skatteetaten:kravogbetalinger, a:b and any caller; no right is asked for.",
            ]);
    }

    [Fact]
    public async Task A_request_is_503_when_its_endpoint_was_added_after_the_start_without_a_scope()
    {
        using var late = new LateEndpoints();
        await using var door = await Door.OpenAsync(
            app => ((IEndpointRouteBuilder)app).DataSources.Add(late),
            scope: null
        );
        late.Add("/late", new RequireSystemUserRightAttribute("r"));

        (await door.GetAsync("/late", door.Token())).ShouldBe(503, "decision-failed");

        door.Log.Of("NoScopeAndNoAudience").ShouldHaveSingleItem();
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_503_when_its_endpoint_was_added_after_the_start_with_a_faulty_demand()
    {
        using var late = new LateEndpoints();
        await using var door = await Door.OpenAsync(app => ((IEndpointRouteBuilder)app).DataSources.Add(late));
        late.Add("/late", new RequireSystemUserRightAttribute("r") { PartyFromRoute = "a", PartyFromHeader = "b" });
        late.Add("/any", new RequireAnySystemUserRightAttribute(Door.Resource, "Not An Id"));
        late.Add("/hub", new RequireSystemUserRightAttribute("r"), new HubMetadata(typeof(ProtectedHub)));
        late.Add(
            "/method",
            new RequireSystemUserRightAttribute("r"),
            new HttpMethodMetadata(["GET", "QUERY"], acceptCorsPreflight: true)
        );

        (await door.GetAsync("/late", door.Token())).ShouldBe(503, "decision-failed");
        (await door.GetAsync("/any", door.Token())).ShouldBe(503, "decision-failed");
        (await door.GetAsync("/hub", door.Token())).ShouldBe(503, "decision-failed");
        (await door.SendAsync(new HttpMethod("QUERY"), "/method", door.Token())).ShouldBe(503, "decision-failed");

        door.Log.Of("DemandUnusable").Length.ShouldBe(4);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_throws_when_UseAuthorization_is_forgotten()
    {
        using var sandbox = new ScriptedSandbox();
        using var host = await Classic(
            sandbox,
            services => services.AddSystemUserAuthorization(),
            app => app.UseRouting().UseAuthentication().UseEndpoints(Map)
        );
        using var client = host.GetTestClient();

        foreach (var path in new[] { "/right", "/scope", "/parameter" })
        {
            (
                await Should.ThrowAsync<InvalidOperationException>(() =>
                    client.GetAsync(path, TestContext.Current.CancellationToken)
                )
            ).Message.ShouldContain("authorization metadata");
        }

        static void Map(IEndpointRouteBuilder endpoints)
        {
            endpoints.MapGet("/right", () => "in").RequireSystemUserRight("r");
            endpoints.MapGet("/scope", () => "in").RequireMaskinportenScope("a:b");
            endpoints.MapGet("/parameter", (AltinnSystemUser user) => "in");
        }
    }

    [Fact]
    public async Task A_request_throws_when_AddSystemUserAuthorization_is_forgotten()
    {
        using var sandbox = new ScriptedSandbox();

        var exception = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            using var host = await Classic(
                sandbox,
                services => services.AddAuthentication().Services.AddAuthorization(),
                app =>
                    app.UseRouting()
                        .UseAuthorization()
                        .UseEndpoints(endpoints => endpoints.MapGet("/right", () => "in").RequireSystemUserRight("r"))
            );
            using var client = host.GetTestClient();
            await client.GetAsync("/right", TestContext.Current.CancellationToken);
        });

        exception.Message.ShouldContain("Call builder.Services.AddSystemUserAuthorization()");
    }

    private static AuthorizationPolicy Policy(Action<AuthorizationPolicyBuilder> build)
    {
        var policy = new AuthorizationPolicyBuilder();
        build(policy);
        return policy.Build();
    }

    private static async Task<IHost> Classic(
        ScriptedSandbox sandbox,
        Action<IServiceCollection> services,
        Action<IApplicationBuilder> configure
    )
    {
        var settings = sandbox.Configuration.Append(new("SystemUser:RequiredScopes:0", Door.Scope));
        var host = new HostBuilder()
            .ConfigureWebHost(web =>
                web.UseTestServer()
                    .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(settings))
                    .ConfigureServices(all =>
                    {
                        all.AddRouting();
                        services(all);
                    })
                    .Configure(configure)
            )
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    [RequireSystemUserRight("r")]
    private sealed class ProtectedHub : Hub;

    [RequireSystemUserRight("r", Action = "read")]
    private sealed class StatedHub : Hub;

    private sealed class OpenHub : Hub;

    private sealed class Echo : ConnectionHandler
    {
        public override Task OnConnectedAsync(ConnectionContext connection) => Task.CompletedTask;
    }

    private sealed class HubWithProtectedMethod : Hub
    {
        [RequireSystemUserRight("r", Action = "read")]
        public string Krav() => Context.ConnectionId;
    }
}
