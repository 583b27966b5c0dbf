using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Rights in policies: by name, as default and fallback, in code, in hubs, and beside other requirements.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_named_policy_answers_as_the_attribute_does()
    {
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet("/krav", (HttpContext context) => context.GetAuthorizedParty()!.ToString())
                    .RequireAuthorization("krav"),
            services =>
                services
                    .AddAuthentication("Cookies")
                    .AddCookie("Cookies")
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy(
                        "krav",
                        policy => policy.RequireSystemUserRight(Door.Resource).RequireMaskinportenScope("a:b")
                    )
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/krav", door.Sandbox.SystemUser().WithScopes(Door.Scope, "a:b"))).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/krav", door.Token())).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\", scope=\"skatteetaten:kravogbetalinger a:b\""
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fallback_or_default_policy_answers_as_the_attribute_does(bool fallback)
    {
        var policy = new AuthorizationPolicyBuilder().RequireSystemUserRight(Door.Resource).Build();
        await using var door = await Door.OpenAsync(
            app =>
            {
                var endpoint = app.MapGet("/krav", () => "krav");
                if (!fallback)
                {
                    endpoint.RequireAuthorization();
                }
            },
            services =>
                services.AddAuthorization(options =>
                {
                    options.FallbackPolicy = fallback ? policy : null;
                    options.DefaultPolicy = fallback ? options.DefaultPolicy : policy;
                })
        );
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
        var reply = await door.GetAsync("/krav", door.Token());
        (reply.Status is 200 or 403).ShouldBeTrue();
        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "right-missing");
    }

    [Fact]
    public async Task A_request_is_403_when_another_requirement_beside_the_right_is_not_met()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapGet("/role", () => "role")
                    .RequireSystemUserRight(Door.Resource)
                    .RequireAuthorization(new AuthorizeAttribute { Roles = "nobody" });
                app.MapGet("/refused", () => "refused")
                    .RequireAuthorization("refused")
                    .RequireSystemUserRight(Door.Resource);
            },
            services =>
                services
                    .AddSingleton<IAuthorizationHandler, RefusingHandler>()
                    .AddAuthorizationBuilder()
                    .AddPolicy("refused", policy => policy.AddRequirements(new Refused()))
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/role", door.Token())).Status.ShouldBe(403);
        var asked = door.Sandbox.Pdp.Calls.Count;
        (await door.GetAsync("/refused", door.Token())).Status.ShouldBe(403);

        door.Sandbox.Pdp.Calls.Count.ShouldBe(asked); // the other handler came first, and had refused
    }

    [Fact]
    public async Task A_role_in_the_token_does_not_count_as_a_role_of_the_app()
    {
        await using var door = await Door.OpenAsync(app =>
            app.MapGet("/role", () => "role")
                .RequireMaskinportenScope(Door.Scope)
                .RequireAuthorization(new AuthorizeAttribute { Roles = "admin" })
        );

        (await door.GetAsync("/role", door.Token().With("role", "admin").With("roles", "admin"))).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("own", "request", true)]
    [InlineData("own", "none", true)]
    [InlineData("own", "thing", true)]
    [InlineData("own", "invocation", true)]
    [InlineData("route", "request", true)]
    [InlineData("route", "invocation", true)]
    [InlineData("route", "none", false)]
    [InlineData("route", "thing", false)]
    public async Task A_policy_in_code_needs_the_request_as_resource_when_its_party_comes_from_there(
        string policy,
        string resource,
        bool granted
    )
    {
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet(
                        "/{party}",
                        async (HttpContext context, IAuthorizationService authorization) =>
                        {
                            object? about = resource switch
                            {
                                "request" => context,
                                "invocation" => Invocation(context),
                                "thing" => new object(),
                                _ => null,
                            };
                            var result = await authorization.AuthorizeAsync(context.User, about, policy);
                            return result.Succeeded
                                ? "granted"
                                : string.Join(' ', result.Failure.FailureReasons.Select(reason => reason.Message));
                        }
                    )
                    .RequireMaskinportenScope(Door.Scope),
            services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy(
                        "own",
                        built => built.RequireSystemUserRight(Door.Resource, right => right.Action = "read")
                    )
                    .AddPolicy(
                        "route",
                        built =>
                            built.RequireSystemUserRight(
                                Door.Resource,
                                right =>
                                {
                                    right.Action = "read";
                                    right.PartyFromRoute = "party";
                                    right.AllowClients = true;
                                }
                            )
                    )
        );
        door.Sandbox.Pdp.Permit(party: policy == "own" ? Door.Owner : Door.Client);

        var reply = await door.GetAsync($"/{Door.Client}", door.Token());

        if (granted)
        {
            reply.ShouldBeOk("granted");
        }
        else
        {
            reply.Body.ShouldStartWith("The right could not be decided");
            door.Sandbox.Pdp.Calls.ShouldBeEmpty();
            door.Log.Of("PartyWithoutRequest").ShouldHaveSingleItem().ShouldContain("Pass the HttpContext");
        }
    }

    [Fact]
    public async Task A_policy_in_code_refuses_an_anonymous_or_forged_principal()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => ""),
            services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("krav", policy => policy.RequireSystemUserRight(Door.Resource))
        );
        var authorization = door.Services.GetRequiredService<IAuthorizationService>();
        var forged = new ClaimsPrincipal(new ClaimsIdentity([new Claim("scope", Door.Scope)], "Maskinporten"));

        (await authorization.AuthorizeAsync(new ClaimsPrincipal(), null, "krav")).Succeeded.ShouldBeFalse();
        (await authorization.AuthorizeAsync(forged, null, "krav")).Succeeded.ShouldBeFalse();
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hub_refuses_to_negotiate_when_its_right_is_refused()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapHub<KravHub>("/hub"),
            services => services.AddSignalR()
        );
        door.Sandbox.Pdp.Next.Permit();
        var token = door.Token();
        const string negotiate = "/hub/negotiate?negotiateVersion=1";

        (await door.SendAsync(HttpMethod.Post, negotiate)).ShouldBe(401, "token-missing", "Bearer");
        (await door.SendAsync(HttpMethod.Post, negotiate, token)).Status.ShouldBe(200);
        door.Sandbox.Pdp.Always.Deny();
        (await door.SendAsync(HttpMethod.Post, negotiate, door.Token())).ShouldBe(403, "right-missing");

        door.Sandbox.Pdp.Questions.Select(question => question.ActionId).ShouldBe(["access", "access"]);
    }

    private static HubInvocationContext Invocation(HttpContext context)
    {
        var caller = new Caller(context);
        var method = typeof(KravHub).GetMethod(nameof(KravHub.Krav))!;
        return new HubInvocationContext(caller, context.RequestServices, new KravHub(), method, []);
    }

    [RequireSystemUserRight(Door.Resource, Action = "access")]
    private sealed class KravHub : Hub
    {
        public string Krav() => "krav";
    }

    private sealed class Refused : IAuthorizationRequirement;

    private sealed class RefusingHandler : AuthorizationHandler<Refused>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Refused requirement)
        {
            context.Fail();
            return Task.CompletedTask;
        }
    }

    private sealed class Caller : HubCallerContext
    {
        public Caller(HttpContext context)
        {
            User = context.User;
            Features.Set<IHttpContextFeature>(new Connection { HttpContext = context });
        }

        public override string ConnectionId => "1";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal User { get; }

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => default;

        public override void Abort() { }
    }

    private sealed class Connection : IHttpContextFeature
    {
        public HttpContext? HttpContext { get; set; }
    }
}
