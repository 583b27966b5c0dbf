using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>What the app itself requires joins with the package's demands: its requirements do, its schemes do not.</summary>
public sealed class DefaultPolicyTests
{
    private static readonly AuthorizationPolicy s_admins = new AuthorizationPolicyBuilder()
        .RequireRole("Admin")
        .Build();

    private static readonly AuthorizationPolicy s_browsers = new AuthorizationPolicyBuilder("Cookies")
        .RequireAuthenticatedUser()
        .Build();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_is_403_policy_not_met_without_a_question_when_the_default_policys_role_is_missing(
        bool invokeAfterFailure
    )
    {
        await using var door = await OpenAsync(services =>
            services.AddAuthorization(options =>
            {
                options.DefaultPolicy = s_admins;
                options.InvokeHandlersAfterFailure = invokeAfterFailure;
            })
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBe(403, "policy-not-met");
        (await door.GetAsync("/scope", door.Token())).ShouldBe(403, "policy-not-met");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        var record = door.Audit.Records.ShouldHaveSingleItem();
        record.Granted.ShouldBeFalse();
        record.Code.ShouldBe("policy-not-met");
        record.Decision.ShouldBeNull();
    }

    [Fact]
    public async Task A_fault_of_the_token_is_answered_before_a_missing_role()
    {
        await using var door = await OpenAsync(services =>
            services.AddAuthorization(options => options.DefaultPolicy = s_admins)
        );

        (await door.GetAsync("/right")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/right", door.Sandbox.PlainToken())).ShouldBe(403, "system-user-required");
        (await door.GetAsync("/right", door.Sandbox.SystemUser())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Fact]
    public async Task A_role_counts_when_the_apps_claims_transformation_gives_it()
    {
        await using var door = await OpenAsync(services =>
            services
                .AddSingleton<IClaimsTransformation, AdminForAll>()
                .AddAuthorization(options => options.DefaultPolicy = s_admins)
        );
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/right", door.Token())).ShouldBe(403, "right-missing");
        door.Audit.Records.Select(record => record.Granted).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_request_is_403_policy_not_met_when_the_fallback_policys_role_is_missing()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => "in"),
            services =>
                services.AddAuthorization(options =>
                    options.FallbackPolicy = new AuthorizationPolicyBuilder()
                        .RequireRole("Admin")
                        .RequireSystemUserRight(Door.Resource)
                        .Build()
                )
        );

        (await door.GetAsync("/", door.Token())).ShouldBe(403, "policy-not-met");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/right")]
    [InlineData("/scope")]
    [InlineData("/parameter")]
    [InlineData("/controller")]
    public async Task The_default_policys_scheme_neither_lets_in_nor_answers_on_protected_endpoints(string path)
    {
        await using var door = await OpenAsync(services =>
            services
                .AddAuthorization(options => options.DefaultPolicy = s_browsers)
                .AddAuthentication("Cookies")
                .AddCookie("Cookies")
        );
        door.Sandbox.Pdp.Always.Deny();
        using var signedIn = await door.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var cookie = ("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        foreach (var headers in new (string, string)[][] { [], [cookie] })
        {
            (await door.GetAsync(path, null, headers)).ShouldBe(401, "token-missing", "Bearer").Location.ShouldBeNull();
            (await door.GetAsync(path, door.Token().SignedWith("none"), headers))
                .ShouldBe(401, "token-invalid", "Bearer error=\"invalid_token\"")
                .Location.ShouldBeNull();
            (await door.GetAsync(path, door.Sandbox.SystemUser(), headers))
                .ShouldBe(403, "insufficient-scope", $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\"")
                .Location.ShouldBeNull();
        }

        (await door.GetAsync("/own")).Location.ShouldNotBeNull(); // the app's own endpoints are as without the package
        (await door.GetAsync("/own", null, cookie)).ShouldBeOk("Cookies");
    }

    [Fact]
    public async Task A_role_of_another_schemes_identity_does_not_count()
    {
        await using var door = await OpenAsync(services =>
            services
                .AddAuthorization(options =>
                    options.DefaultPolicy = new AuthorizationPolicyBuilder("Cookies").RequireRole("Admin").Build()
                )
                .AddAuthentication("Cookies")
                .AddCookie("Cookies")
        );
        using var signedIn = await door.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        (await door.GetAsync("/right", door.Token(), ("Cookie", cookie))).ShouldBe(403, "policy-not-met");
        (await door.GetAsync("/own", null, ("Cookie", cookie))).ShouldBeOk("Cookies");
    }

    [Fact]
    public async Task A_scheme_that_the_endpoint_itself_names_is_authenticated_too()
    {
        await using var door = await OpenAsync(services =>
            services
                .AddAuthorization(options => options.DefaultPolicy = s_browsers)
                .AddAuthentication("Cookies")
                .AddCookie("Cookies")
        );
        door.Sandbox.Pdp.Permit();
        using var signedIn = await door.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        (await door.GetAsync("/both", door.Token(), ("Cookie", cookie))).ShouldBeOk("Cookies, Maskinporten");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_question_is_asked_when_a_handler_registered_later_refuses(bool fails)
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/", () => "in").RequireSystemUserRight(Door.Resource).RequireAuthorization("late"),
            services =>
                services.AddAuthorizationBuilder().AddPolicy("late", policy => policy.AddRequirements(new Late(fails))),
            builder => builder.Services.AddSingleton<IAuthorizationHandler, LateHandler>()
        );

        (await door.GetAsync("/", door.Token())).ShouldBe(403, "policy-not-met");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Audit.Records.ShouldHaveSingleItem().Granted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_apps_result_handler_sees_the_code_when_a_role_is_missing()
    {
        await using var door = await OpenAsync(services =>
            services
                .AddSingleton<IAuthorizationMiddlewareResultHandler, TellingHandler>()
                .AddAuthorization(options => options.DefaultPolicy = s_admins)
        );

        var reply = await door.GetAsync("/right", door.Token());

        reply.ShouldBe(403, "policy-not-met");
        TellingHandler.LastCode.ShouldBe("policy-not-met");
    }

    [Fact]
    public async Task An_action_is_403_policy_not_met_when_a_global_authorize_filter_refuses()
    {
        await using var door = await OpenAsync(services =>
        {
            services
                .AddAuthorization(options =>
                    options.DefaultPolicy = new AuthorizationPolicyBuilder("Cookies").RequireAuthenticatedUser().Build()
                )
                .AddAuthentication("Cookies")
                .AddCookie("Cookies");
            services.Configure<MvcOptions>(options =>
                options.Filters.Add(
                    new AuthorizeFilter(new AuthorizationPolicyBuilder("Cookies").RequireRole("Admin").Build())
                )
            );
        });
        door.Sandbox.Pdp.Permit();

        var reply = await door.GetAsync("/controller", door.Token());

        reply.ShouldBe(403, "policy-not-met").Location.ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_is_audited_when_it_comes_before_any_question()
    {
        await using var door = await OpenAsync(_ => { });

        await door.GetAsync("/right", door.Sandbox.SystemUser());
        await door.GetAsync("/asked", door.Sandbox.SystemUser());
        await door.GetAsync("/right", door.Sandbox.PlainToken());
        await door.GetAsync("/right");

        door.Audit.Records.Select(record => (record.Party.ToString(), record.Granted, record.Code, record.Source))
            .ShouldBe([
                (Door.Owner, false, "insufficient-scope", null),
                (Door.Client, false, "insufficient-scope", null),
            ]);
    }

    private static Task<Door> OpenAsync(Action<IServiceCollection> services) =>
        Door.OpenAsync(
            app =>
            {
                app.MapControllers();
                app.MapGet("/right", (AuthorizedParty party) => party.ToString()).RequireSystemUserRight(Door.Resource);
                app.MapGet("/scope", () => "scope").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/parameter", (AltinnSystemUser user) => user.Owner.ToString()).RequireAuthorization();
                app.MapGet("/own", (HttpContext context) => context.User.Identity!.AuthenticationType)
                    .RequireAuthorization();
                app.MapGet(
                        "/both",
                        (HttpContext context) =>
                            string.Join(
                                ", ",
                                context.User.Identities.Select(identity => identity.AuthenticationType).Order()
                            )
                    )
                    .RequireSystemUserRight(Door.Resource)
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Cookies" });
                app.MapGet(
                    "/sign-in",
                    () =>
                        Results.SignIn(
                            new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, "Admin")], "Cookies")),
                            authenticationScheme: "Cookies"
                        )
                );
                app.MapGet(
                    "/asked",
                    async (HttpContext context, ISystemUserAuthorizer authorizer) =>
                        (
                            await authorizer.AuthorizeAsync(
                                context,
                                new(Door.Resource, "read"),
                                OrganizationNumber.Parse(Door.Client)
                            )
                        ).Succeeded
                );
            },
            all =>
            {
                ControllerTests.AddControllers(all, [typeof(RightController)]);
                services(all);
            }
        );

    private sealed class RightController : ControllerBase
    {
        [HttpGet("/controller"), RequireSystemUserRight(Door.Resource)]
        public string Get() => "in";
    }

    private sealed class AdminForAll : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            principal.AddIdentity(new ClaimsIdentity([new(ClaimTypes.Role, "Admin")]));
            return Task.FromResult(principal);
        }
    }

    private sealed record Late(bool Fails) : IAuthorizationRequirement;

    private sealed class LateHandler : AuthorizationHandler<Late>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Late requirement)
        {
            await Task.Yield();
            if (requirement.Fails)
            {
                context.Fail();
            }
        }
    }

    private sealed class TellingHandler : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _default = new();

        public static string? LastCode { get; private set; }

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            LastCode = context.Features.Get<SystemUserProblem>()?.Code;
            return _default.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}
