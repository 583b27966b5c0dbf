using HostedApp.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>What a page demands stands on its model and in the app's conventions, and is known at start.</summary>
public sealed class RazorPagesTests
{
    [Fact]
    public async Task Without_a_scope_pages_with_demands_and_plain_ones_stop_the_start()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapRazorPages(),
            services => Add(services, pages => pages.AuthorizePage("/Plain")),
            scope: null
        );

        message.ShouldContain("asks for an authenticated caller");
        message.ShouldContain("At: (any method) /pages/plain.");
        foreach (var page in (string[])["/pages/model", "/pages/page", "/pages/alone"])
        {
            message.ShouldContain($"(any method) {page}");
        }
    }

    [Fact]
    public async Task A_page_that_a_convention_opens_is_open()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapRazorPages(),
            services =>
            {
                Add(services, pages => pages.AllowAnonymousToFolder("/"));
                services
                    .AddAuthorizationBuilder()
                    .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            scope: null
        );

        (await door.GetAsync("/pages/plain")).Status.ShouldBe(200);
        door.Log.Of("TokensPerhapsRefused").ShouldBeEmpty();
    }

    private static void Add(IServiceCollection services, Action<PageConventionCollection> conventions) =>
        services
            .AddRazorPages(options => conventions(options.Conventions))
            .AddApplicationPart(typeof(OnModel).Assembly);
}
