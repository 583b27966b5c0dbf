using HostedApp.Endpoints;
using HostedApp.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>A demand on a route whose requests run something that was made elsewhere would be lost: it stops the start.</summary>
public sealed class DynamicRouteTests
{
    public static TheoryData<string> Routes =>
        ["a right on a fallback", "a scope on a fallback", "a group", "a fallback to a page"];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task The_start_stops_when_a_demand_stands_on_a_dynamic_route(string route)
    {
        var message = await Door.RefusesToOpenAsync(app => Map(app, route), Add);

        message.ShouldContain("urn:systemuser-aspnetcore:problem:demand-on-dynamic-route");
        message.ShouldContain("Put the attribute on the controller");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_is_mapped_by_two_routes_has_on_each_what_that_demands(bool closedFirst)
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                foreach (var isClosed in (bool[])[closedFirst, !closedFirst])
                {
                    var group = app.MapGroup(isClosed ? "/closed" : "/open");
                    if (isClosed)
                    {
                        group.RequireSystemUserRight(Door.Resource, right => right.Action = "read");
                    }

                    group.MapRazorPages();
                }
            },
            Add
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/open/pages/plain")).Status.ShouldBe(200);
        (await door.GetAsync("/closed/pages/plain")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/closed/pages/plain", door.Token())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Dynamic_routes_without_a_demand_and_open_ones_start()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapDynamicControllerRoute<ToShell>("/shell");
                app.MapFallbackToController("Index", "Shell").RequireSystemUserRight(Door.Resource).AllowAnonymous();
            },
            Add
        );

        (await door.GetAsync("/shell")).Status.ShouldBe(200);
        (await door.GetAsync("/anything")).Status.ShouldBe(200);
    }

    private static void Map(WebApplication app, string route)
    {
        switch (route)
        {
            case "a right on a fallback":
                app.MapFallbackToController("Index", "Shell")
                    .RequireSystemUserRight(Door.Resource, right => right.Action = "read");
                break;
            case "a scope on a fallback":
                app.MapFallbackToController("Index", "Shell").RequireMaskinportenScope(Door.Scope);
                break;
            case "a group":
                app.MapGroup("/v1")
                    .RequireSystemUserRight(Door.Resource, right => right.Action = "read")
                    .MapDynamicControllerRoute<ToShell>("{**path}");
                break;
            default:
                app.MapRazorPages();
                app.MapFallbackToPage("/Plain").RequireSystemUserRight(Door.Resource, right => right.Action = "read");
                break;
        }
    }

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton<ToShell>();
        services.AddControllersWithViews().AddApplicationPart(typeof(ShellController).Assembly);
        services.AddRazorPages().AddApplicationPart(typeof(OnModel).Assembly);
    }

    private sealed class ToShell : DynamicRouteValueTransformer
    {
        public override ValueTask<RouteValueDictionary> TransformAsync(
            HttpContext httpContext,
            RouteValueDictionary values
        ) => new(new RouteValueDictionary { ["controller"] = "Shell", ["action"] = "Index" });
    }
}
