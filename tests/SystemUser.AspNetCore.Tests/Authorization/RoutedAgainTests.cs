using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Rewrite;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Requests that are routed once more after they were authorized: nobody gets in on the authorization of another endpoint.</summary>
public sealed class RoutedAgainTests
{
    [Theory]
    [InlineData("/old/right")]
    [InlineData("/old/scope")]
    [InlineData("/old/policy")]
    [InlineData("/old/controller")]
    public async Task A_rewritten_request_is_stopped_when_only_its_old_path_was_authorized(string path)
    {
        await using var door = await OpenAsync(app => app.UseRewriter(Rewrite()));
        door.Sandbox.Pdp.Permit();

        await IsStoppedAsync(door, path);
        (await door.GetAsync(path.Replace("old", "new"))).ShouldBe(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task A_rewritten_request_is_stopped_when_a_policy_of_routing_puts_a_protected_endpoint_in_the_place_of_an_open_one()
    {
        await using var door = await OpenAsync(app => app.UseRewriter(Rewrite()));
        door.Sandbox.Pdp.Permit();

        await IsStoppedAsync(door, "/old/shell");
        (await door.GetAsync("/new/shell")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/new/shell", door.Token())).ShouldBeOk("compiled");
    }

    [Fact]
    public async Task A_rewritten_request_is_authorized_when_UseAuthorization_follows()
    {
        await using var door = await OpenAsync(app =>
            app.UseRewriter(Rewrite()).UseRouting().UseAuthentication().UseAuthorization()
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/old/right", door.Token())).ShouldBeOk("in");
        (await door.GetAsync("/old/right")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/old/controller", door.Token())).ShouldBeOk("in");
        (await door.GetAsync("/old/controller")).ShouldBe(401, "token-missing", "Bearer");
    }

    [Fact]
    public async Task A_protected_endpoint_is_not_served_as_an_error_page()
    {
        await using var pages = await OpenAsync(app => app.UseStatusCodePagesWithReExecute("/new/right"));
        await using var handler = await OpenAsync(app => app.UseExceptionHandler("/new/right"));

        await IsStoppedAsync(pages, "/gone");
        (await Should.ThrowAsync<NotSupportedException>(() => handler.GetAsync("/broken"))).Message.ShouldBe("broken");
    }

    [Fact]
    public async Task An_open_error_page_is_served()
    {
        await using var door = await OpenAsync(app => app.UseStatusCodePagesWithReExecute("/page"));
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/gone")).Body.ShouldBe("page");
        (await door.GetAsync("/new/right", door.Token())).ShouldBeOk("in");
    }

    private static RewriteOptions Rewrite() => new RewriteOptions().AddRewrite("^old/(.*)$", "new/$1", true);

    private static Task<Door> OpenAsync(Action<WebApplication> use) =>
        Door.OpenAsync(
            app =>
            {
                use(app);
                app.MapGet("/new/right", () => "in").RequireSystemUserRight("r");
                app.MapGet("/new/scope", () => "in").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/new/policy", () => "in")
                    .RequireAuthorization(policy => policy.RequireSystemUserRight("r"));
                app.MapControllers();
                app.MapGet("/new/shell", () => "shell").WithName("shell");
                app.MapGet("/gone", () => Results.NotFound());
                app.MapGet("/broken", string () => throw new NotSupportedException("broken"));
                app.MapGet("/page", () => "page");
                app.MapFallback(() => "fallback");
            },
            services =>
            {
                ControllerTests.AddControllers(services, [typeof(NewController)]);
                services.AddSingleton<MatcherPolicy, CompiledWhenAskedFor>();
            }
        );

    private static async Task IsStoppedAsync(Door door, string path) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => door.GetAsync(path))).Message.ShouldContain(
            "authorization metadata"
        );

    /// <summary>As pages do that are compiled when they are asked for.</summary>
    private sealed class CompiledWhenAskedFor : MatcherPolicy, IEndpointSelectorPolicy
    {
        private static readonly Endpoint s_compiled = new(
            context => context.Response.WriteAsync("compiled"),
            new EndpointMetadataCollection(new RequireSystemUserRightAttribute("r")),
            "compiled"
        );

        public override int Order => int.MinValue + 100;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsShell);

        public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                if (IsShell(candidates[i].Endpoint))
                {
                    candidates.ReplaceEndpoint(i, s_compiled, candidates[i].Values);
                }
            }

            return Task.CompletedTask;
        }

        private static bool IsShell(Endpoint endpoint) =>
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "shell";
    }

    private sealed class NewController : ControllerBase
    {
        [HttpGet("/new/controller"), RequireSystemUserRight("r")]
        public string Get() => "in";
    }
}
