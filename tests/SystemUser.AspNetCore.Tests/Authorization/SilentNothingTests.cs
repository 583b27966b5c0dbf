using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What somebody has written and nobody would heed is said at start.</summary>
[Collection(nameof(ProcessWide))]
public sealed class SilentNothingTests
{
    private const string UseCache = "SystemUser:Decisions:UseDistributedCache";
    private const string RequiredScope = "SystemUser:RequiredScopes:0";
    private const string Switch = "Microsoft.AspNetCore.Authorization.SuppressUseHttpContextAsAuthorizationResource";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UseDistributedCache_stops_the_start_when_the_app_has_no_distributed_cache(bool keyed)
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var door = await Door.OpenAsync(
                app => app.MapGet("/", () => ""),
                services =>
                {
                    if (keyed)
                    {
                        services.AddKeyedSingleton<IDistributedCache, MemoryDistributedCache>("another's");
                    }
                },
                settings: [(UseCache, "true")]
            );
        });

        exception.Message.ShouldContain($"'{UseCache}' is on, but the app has no IDistributedCache");
    }

    [Fact]
    public async Task UseDistributedCache_starts_when_the_app_has_a_distributed_cache()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            configure: builder => builder.Services.AddDistributedMemoryCache(), // also after the call
            settings: [(UseCache, "true")]
        );
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("SystemUser:Maskinporten:Audience", "https://api.no", true)]
    [InlineData("SystemUser:RequiredScopes:0", "a:b", true)]
    [InlineData(UseCache, "true", false)]
    public async Task A_configuration_change_is_refused_when_it_takes_the_only_scope_away(
        string? key,
        string? value,
        bool isTakenUp
    )
    {
        var scope = Source(RequiredScope, Door.Scope);
        await using var door = await OpenAsync(
            scope,
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource)
        );
        door.Sandbox.Pdp.Permit();

        Change(door, scope, Source(key, value));

        door.Log.Of("ConfigurationChangeRefused").Length.ShouldBe(isTakenUp ? 0 : 1);
        var before = (await door.GetAsync("/krav", door.Token())).Status;
        var after = await door.GetAsync(
            "/krav",
            door.Sandbox.SystemUser().WithScopes("a:b").With("aud", "https://api.no")
        );
        (before, after.Status).ShouldBe(isTakenUp ? (key == RequiredScope ? 403 : 401, 200) : (200, 403));
    }

    [Fact]
    public async Task A_refused_configuration_change_names_the_endpoints_that_would_lose_their_scope()
    {
        var scope = Source(RequiredScope, Door.Scope);
        await using var door = await OpenAsync(
            scope,
            app =>
            {
                app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
                app.MapGet("/own", () => "own").RequireSystemUserRight(Door.Resource, right => right.Scope = "a:b");
            }
        );

        Change(door, scope, Source(null, null));

        var refused = door.Log.Of("ConfigurationChangeRefused").ShouldHaveSingleItem();
        refused.ShouldContain("At: GET /krav.");
        refused.ShouldNotContain("/own");
    }

    [Fact]
    public async Task A_configuration_change_is_taken_up_when_every_endpoint_has_a_scope_of_its_own()
    {
        var scope = Source(RequiredScope, Door.Scope);
        await using var door = await OpenAsync(
            scope,
            app => app.MapGet("/own", () => "own").RequireSystemUserRight(Door.Resource, right => right.Scope = "a:b")
        );
        door.Sandbox.Pdp.Permit();

        Change(door, scope, Source(null, null));

        door.Log.Of("ConfigurationChangeRefused").ShouldBeEmpty();
        (await door.GetAsync("/own", door.Sandbox.SystemUser().WithScopes("a:b"))).ShouldBeOk("own");
    }

    [Fact]
    public async Task A_configuration_change_is_refused_when_rights_asked_in_code_would_lose_their_scope()
    {
        var scope = Source(RequiredScope, Door.Scope);
        await using var door = await OpenAsync(
            scope,
            app =>
                app.MapGet(
                    "/ask",
                    async (HttpContext context, ISystemUserAuthorizer authorizer) =>
                        (
                            await authorizer.AuthorizeAsync(
                                context,
                                new(Door.Resource, "read"),
                                OrganizationNumber.Parse(Door.Owner)
                            )
                        ).Succeeded
                )
        );
        door.Sandbox.Pdp.Permit();

        Change(door, scope, Source(null, null));

        door.Log.Of("ConfigurationChangeRefused").ShouldHaveSingleItem();
        (await door.GetAsync("/ask", door.Token())).ShouldBeOk("true");
    }

    [Theory]
    [InlineData("right")]
    [InlineData("scope")]
    [InlineData("group")]
    public async Task A_demand_throws_naming_AddSystemUserAuthorization_when_that_is_not_called(string demand)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        switch (demand)
        {
            case "right":
                app.MapGet("/", () => "in").RequireSystemUserRight(Door.Resource);
                break;
            case "scope":
                app.MapGet("/", () => "in").RequireMaskinportenScope(Door.Scope);
                break;
            default:
                app.MapGroup("").RequireSystemUserRight(Door.Resource).MapGet("/", () => "in");
                break;
        }

        var exception = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var http = app.GetTestClient();
            await http.GetAsync("/", TestContext.Current.CancellationToken);
        });

        exception.Message.ShouldContain("Call builder.Services.AddSystemUserAuthorization()");
    }

    [Fact]
    public async Task The_switch_that_hides_the_HttpContext_from_handlers_stops_the_start()
    {
        AppContext.SetSwitch(Switch, true);
        try
        {
            var message = await Door.RefusesToOpenAsync(app =>
            {
                app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource);
                app.MapGet("/open", () => "open");
            });

            message.ShouldContain("At: GET /krav.");
            message.ShouldContain("problem:request-hidden");
        }
        finally
        {
            AppContext.SetSwitch(Switch, false);
        }
    }

    private static MemoryConfigurationSource Source(string? key, string? value) =>
        new() { InitialData = key is null ? [] : [KeyValuePair.Create(key, value)] };

    private static Task<Door> OpenAsync(IConfigurationSource source, Action<WebApplication> map) =>
        Door.OpenAsync(
            app =>
            {
                ((IConfigurationBuilder)app.Configuration).Add(source);
                map(app);
            },
            scope: null
        );

    private static void Change(Door door, IConfigurationSource before, IConfigurationSource after)
    {
        var sources = ((IConfigurationBuilder)door.Services.GetRequiredService<IConfiguration>()).Sources;
        sources[sources.IndexOf(before)] = after;
    }
}
