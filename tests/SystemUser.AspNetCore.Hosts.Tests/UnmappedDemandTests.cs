using Carter;
using FastEndpoints;
using HostedApp.Components;
using HostedApp.Endpoints;
using HostedApp.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>Demands on classes that no endpoint carries. The app that is searched is HostedApp, of which every test maps a part.</summary>
[Collection(FastEndpointsHost.Name)]
public sealed class UnmappedDemandTests
{
    private const string App = "HostedApp";

    /// <summary>What other frameworks serve, and none of them reads.</summary>
    private static readonly Type[] s_overlooked =
    [
        typeof(RightOnEndpoint),
        typeof(ScopeOnEndpoint),
        typeof(RightOnMethod),
        typeof(RightInOptions),
        typeof(KravModule),
        typeof(KravFunction),
        typeof(KravPart),
        typeof(KravPage),
    ];

    [Fact]
    public async Task Where_FastEndpoints_overlooks_them_stop_the_start_and_name_the_way_in()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.UseFastEndpoints(),
            services =>
                FastEndpointsHost.Add(
                    services,
                    typeof(RightOnEndpoint),
                    typeof(ScopeOnEndpoint),
                    typeof(RightOnMethod),
                    typeof(RightInOptions)
                ),
            builder => builder.IgnoreUnmapped([.. s_overlooked.Skip(4)]),
            searched: App
        );

        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-not-evaluated");
        message.ShouldContain("Options(endpoint => endpoint.RequireSystemUserRight(\"…\"))");
        message.ShouldContain("HostedApp.Endpoints.RightOnEndpoint");
        message.ShouldContain("HostedApp.Endpoints.ScopeOnEndpoint");
        message.ShouldContain("HostedApp.Endpoints.RightOnMethod");
        message.ShouldNotContain("RightInOptions"); // its endpoint carries the demand
        message.ShouldNotContain("KravController"); // is only not mapped
    }

    [Fact]
    public async Task Where_other_frameworks_overlook_them_stop_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app =>
            {
                app.MapCarter();
                app.MapRazorPages();
                app.MapRazorComponents<HostedApp.Components.App>();
            },
            services =>
            {
                services.AddCarter(
                    new DependencyContextAssemblyCatalog(typeof(KravModule).Assembly),
                    carter => carter.WithModule<KravModule>().WithEmptyValidators().WithEmptyResponseNegotiators()
                );
                services.AddRazorPages().AddApplicationPart(typeof(OnModel).Assembly);
                services.AddRazorComponents();
            },
            builder => builder.IgnoreUnmapped([.. s_overlooked.Take(4)]),
            searched: App
        );

        message.ShouldContain("Carter serves");
        message.ShouldContain("At: HostedApp.Endpoints.KravModule.");
        message.ShouldContain("ISystemUserAuthorizer.AuthorizeAsync(httpContext, …). If");
        message.ShouldContain("At: HostedApp.Endpoints.KravFunction.");
        message.ShouldContain("Map the component with MapRazorComponents");
        message.ShouldContain("At: HostedApp.Components.KravPart.");
        message.ShouldNotContain("OnPage");
        message.ShouldNotContain("KravPage");
        message.ShouldNotContain("OnModel");
        message.ShouldNotContain("Alone");
    }

    [Fact]
    public async Task What_is_only_not_mapped_is_warned_of()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            configure: builder => builder.IgnoreUnmapped(s_overlooked),
            searched: App
        );

        string[] warned = [.. door.Log.Of("DemandUnmapped").Order()];
        warned.Length.ShouldBe(6);
        warned.ShouldAllBe(text => text.Contains("IgnoreUnmapped(typeof("));
        foreach (
            var type in (Type[])
                [
                    typeof(HostedApp.Endpoints.KravController),
                    typeof(HostedApp.Endpoints.KravHub),
                    typeof(Handlers),
                    typeof(OnModel),
                ]
        )
        {
            warned.ShouldContain(text => text.StartsWith($"Warning: {type.FullName} "));
        }
    }

    [Fact]
    public async Task What_is_mapped_is_not()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.UseAntiforgery();
                app.MapControllers();
                app.MapRazorPages();
                app.MapRazorComponents<HostedApp.Components.App>();
                app.MapHub<HostedApp.Endpoints.KravHub>("/hub");
                app.MapGet("/handlers/krav", Handlers.Krav);
            },
            services =>
            {
                services.AddSignalR();
                services.AddRazorComponents();
                services.AddRazorPages().AddApplicationPart(typeof(OnModel).Assembly);
                services.AddControllers().AddApplicationPart(typeof(HostedApp.Endpoints.KravController).Assembly);
            },
            builder => builder.IgnoreUnmapped([.. s_overlooked.Where(type => type != typeof(KravPage))]),
            searched: App
        );

        door.Log.Of("DemandUnmapped").ShouldBeEmpty();
        door.Sandbox.Pdp.Always.Deny();
        foreach (
            var path in (string[])
                ["/controller/krav", "/pages/model", "/pages/page", "/pages/alone", "/blazor/krav", "/handlers/krav"]
        )
        {
            (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
            (await door.GetAsync(path, door.Token())).ShouldBe(403, "right-missing");
        }
    }

    [Fact]
    public async Task An_app_that_is_not_there_is_said_not_to_be_searched()
    {
        await using var door = await Door.OpenAsync(app => app.MapGet("/", () => ""), searched: "Nowhere");

        door.Log.Of("DemandsNotSearched").ShouldHaveSingleItem().ShouldContain("'Nowhere'");
    }
}
