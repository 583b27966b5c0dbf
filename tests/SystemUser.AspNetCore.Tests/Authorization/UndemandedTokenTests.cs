using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Endpoints that take Maskinporten tokens without a demand of the package's take those with the app's scopes, whoever made the policy.</summary>
public sealed class UndemandedTokenTests
{
    private const string Missing = $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\"";

    private static readonly AuthorizationPolicy s_named = new AuthorizationPolicyBuilder(
        MaskinportenDefaults.AuthenticationScheme
    )
        .RequireAuthenticatedUser()
        .Build();

    public static TheoryData<string> Paths =>
        [
            "/plain",
            "/named",
            "/policy",
            "/assertion",
            "/group/mine",
            "/provided",
            "/fallback",
            "/health",
            "/cached",
            "/hub/negotiate",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_token_for_an_endpoint_of_the_apps_own_policy_needs_the_required_scope(string path)
    {
        await using var door = await OpenAsync(Door.Scope);
        var method = path == "/hub/negotiate" ? HttpMethod.Post : HttpMethod.Get;
        path = path == "/hub/negotiate" ? path + "?negotiateVersion=1" : path;

        (await door.SendAsync(method, path, door.Token())).Status.ShouldBe(200);
        (await door.SendAsync(method, path, door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
        (await door.SendAsync(method, path, door.Sandbox.PlainToken())).ShouldBe(403, "insufficient-scope", Missing);
        (await door.SendAsync(method, path)).ShouldBe(401, "token-missing", "Bearer");
        door.Log.Of("TokensPerhapsRefused").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_for_an_endpoint_of_the_apps_own_policy_needs_the_audience()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/plain", () => "in").RequireAuthorization(),
            scope: null,
            settings: [("SystemUser:Maskinporten:Audience", "https://krav.example")]
        );

        (await door.GetAsync("/plain", door.Token().With("aud", "https://krav.example"))).ShouldBeOk("in");
        (await door.GetAsync("/plain", door.Token())).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_start_stops_when_endpoints_certain_to_take_tokens_have_neither_scope_nor_audience()
    {
        var message = await Door.RefusesToOpenAsync(Map, AddPolicies, scope: null);

        foreach (var path in Paths.Select(row => row.Data).Where(path => path != "/assertion"))
        {
            message.ShouldContain($" {path}");
        }

        message.ShouldNotContain("/assertion");
        message.ShouldContain("urn:systemuser-aspnetcore:problem:scope-or-audience-missing");
        message.ShouldContain("'SystemUser:RequiredScopes'");
        message.ShouldContain("'SystemUser:Maskinporten:Audience'");
        message.ShouldContain("name another scheme");
        message.ShouldContain("AllowAnonymous()");
    }

    [Fact]
    public async Task A_warning_is_logged_and_requests_are_403_when_an_endpoint_may_take_tokens_without_scope()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapGet("/assertion", () => "in").RequireAuthorization(policy => policy.RequireAssertion(_ => true));
                app.MapGet("/foreign", () => "in").RequireAuthorization(policy => policy.RequireClaim("client_id"));
                app.MapGet("/open", () => "in").AllowAnonymous();
                app.MapGet("/scope", () => "in").RequireMaskinportenScope("a:b");
            },
            scope: null
        );

        string[] warned = [.. door.Log.Of("TokensPerhapsRefused").Order()];
        warned.Length.ShouldBe(2);
        warned[0].ShouldStartWith("Warning: GET /assertion ");
        warned[1].ShouldStartWith("Warning: GET /foreign ");
        foreach (var path in (string[])["/assertion", "/foreign"])
        {
            (await door.GetAsync(path, door.Token())).ShouldBe(
                403,
                "insufficient-scope",
                "Bearer error=\"insufficient_scope\""
            );
        }

        door.Log.Of("NoScopeAndNoAudience").ShouldNotBeEmpty();
        (await door.GetAsync("/open", door.Token())).ShouldBeOk("in");
    }

    [Fact]
    public async Task A_request_is_403_when_its_endpoint_came_after_the_start_without_scope_and_audience()
    {
        using var late = new LateEndpoints();
        await using var door = await Door.OpenAsync(
            app => ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.Add(late),
            scope: null
        );
        late.Add("/late", new AuthorizeAttribute());

        (await door.GetAsync("/late", door.Token())).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\""
        );
    }

    [Fact]
    public async Task RequireClaim_scope_counts_as_a_scope_and_is_read_from_the_token_alone()
    {
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet("/claim", () => "in")
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme, "Lender")
                            .RequireClaim("scope", Door.Scope)
                    ),
            services => services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Lender>("Lender", null),
            scope: null
        );

        door.Log.Of("TokensPerhapsRefused").ShouldBeEmpty();
        (await door.GetAsync("/claim", door.Token())).ShouldBeOk("in");
        (await door.GetAsync("/claim", null, ("X-Lender", "1"))).ShouldBeOk("in"); // its caller is the app's affair
        (await door.GetAsync("/claim", door.Sandbox.SystemUser().WithScopes("other:api"), ("X-Lender", "1"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
    }

    [Fact]
    public async Task A_token_for_an_authorize_filter_needs_the_required_scope()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapControllers(),
            services =>
            {
                ControllerTests.AddControllers(services, [typeof(OpenController)]);
                services.Configure<MvcOptions>(options => options.Filters.Add(new AuthorizeFilter(s_named)));
            }
        );

        (await door.GetAsync("/open", door.Token())).ShouldBeOk("in");
        (await door.GetAsync("/open", door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
            403,
            "insufficient-scope",
            Missing
        );
    }

    [Theory]
    [InlineData("request")]
    [InlineData("document")]
    public async Task A_token_asked_about_in_code_needs_the_required_scope(string about)
    {
        await using var door = await OpenInCodeAsync(about, Door.Scope);

        (await door.GetAsync("/open", door.Token())).ShouldBeOk("True");
        (await door.GetAsync("/open", door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBeOk("False");
    }

    [Theory]
    [InlineData("request")]
    [InlineData("document")]
    public async Task A_token_asked_about_in_code_needs_no_other_scope_when_its_endpoint_demanded_one(string about)
    {
        await using var door = await OpenInCodeAsync(about, scope: null);

        (await door.GetAsync("/demanded", door.Token())).ShouldBeOk("True");
        (await door.GetAsync("/open", door.Token())).ShouldBeOk("False");
    }

    [Fact]
    public async Task The_scope_of_one_endpoint_does_not_admit_to_another_when_the_request_is_reexecuted()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.UseStatusCodePagesWithReExecute("/error");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet("/demanded", () => Results.NotFound()).RequireMaskinportenScope(Door.Scope);
                app.MapGet("/error", () => "in").RequireAuthorization(policy => policy.RequireAssertion(_ => true));
            },
            scope: null
        );

        (await door.GetAsync("/demanded", door.Token())).Body.ShouldNotBe("in");
    }

    [Fact]
    public async Task A_request_is_403_when_two_Maskinporten_identities_stand_on_it()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/plain", () => "in").RequireAuthorization(),
            services => services.AddSingleton<IClaimsTransformation, Doubled>()
        );

        (await door.GetAsync("/plain", door.Token())).ShouldBe(403, "system-user-invalid");
    }

    [Fact]
    public async Task An_endpoint_takes_tokens_when_its_scheme_forwards_to_Maskinporten()
    {
        var message = await Door.RefusesToOpenAsync(
            app => app.MapGet("/forwarded", () => "in").RequireAuthorization(),
            services =>
                services
                    .AddAuthentication("Smart")
                    .AddPolicyScheme("Smart", null, options => options.ForwardDefault = "Second")
                    .AddCookie("Second", options => options.ForwardAuthenticate = "Maskinporten"),
            scope: null
        );
        message.ShouldContain("At: GET /forwarded.");

        await using var door = await Door.OpenAsync(
            app => app.MapGet("/selected", () => "in").RequireAuthorization(),
            services =>
                services
                    .AddAuthentication("Smart")
                    .AddPolicyScheme("Smart", null, options => options.ForwardDefaultSelector = _ => "Maskinporten"),
            scope: null
        );
        door.Log.Of("TokensPerhapsRefused").ShouldHaveSingleItem().ShouldStartWith("Warning: GET /selected ");
        (await door.GetAsync("/selected", door.Token())).ShouldBe(
            403,
            "insufficient-scope",
            "Bearer error=\"insufficient_scope\""
        );
    }

    [Fact]
    public async Task No_warning_is_logged_for_endpoints_of_another_scheme()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapGet("/plain", () => "in").RequireAuthorization();
                app.MapGet("/other", () => "in")
                    .RequireAuthorization(policy =>
                        policy.AddAuthenticationSchemes("Lender").RequireAuthenticatedUser()
                    );
            },
            services => services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, Lender>("Lender", null),
            scope: null
        );

        door.Log.Of("TokensPerhapsRefused").ShouldBeEmpty();
        (await door.GetAsync("/plain", null, ("X-Lender", "1"))).ShouldBeOk("in");
        (await door.GetAsync("/plain", door.Token())).Status.ShouldBe(401);
        (await door.GetAsync("/other", door.Token(), ("X-Lender", "1"))).ShouldBeOk("in");
    }

    private static Task<Door> OpenAsync(string? scope) => Door.OpenAsync(Map, AddPolicies, scope: scope);

    private static void Map(WebApplication app)
    {
        app.UseOutputCache();
        app.MapGet("/plain", () => "in").RequireAuthorization();
        app.MapGet("/named", () => "in")
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = "Maskinporten" });
        app.MapGet("/policy", () => "in").RequireAuthorization(s_named);
        app.MapGet("/assertion", () => "in")
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(_ => true));
        app.MapGroup("/group").RequireAuthorization("registered").MapGet("/mine", () => "in");
        app.MapGet("/provided", () => "in").RequireAuthorization("provided:7");
        app.MapHealthChecks("/health", new HealthCheckOptions()).RequireAuthorization();
        app.MapGet("/cached", () => "in").CacheOutput().RequireAuthorization();
        app.MapGet("/fallback", () => "in");
        app.MapHub<PlainHub>("/hub").RequireAuthorization();
    }

    private static void AddPolicies(IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOutputCache();
        services.AddSignalR();
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy("registered", policy => policy.RequireAuthenticatedUser());
        services.AddSingleton<IAuthorizationPolicyProvider, Provider>();
    }

    private static Task<Door> OpenInCodeAsync(string about, string? scope)
    {
        return Door.OpenAsync(
            app =>
            {
                app.MapGet("/open", AskAsync);
                app.MapGet("/demanded", AskAsync).RequireMaskinportenScope(Door.Scope);
            },
            services =>
                services.AddAuthorizationBuilder().AddPolicy("own", policy => policy.RequireAssertion(_ => true)),
            scope: scope
        );

        async Task<string> AskAsync(HttpContext context, IAuthorizationService authorization)
        {
            var principal = (await context.AuthenticateAsync(MaskinportenDefaults.AuthenticationScheme)).Principal!;
            var user = context.User.Identity?.IsAuthenticated == true ? context.User : principal;
            object resource = about == "request" ? context : new object();
            return (await authorization.AuthorizeAsync(user, resource, "own")).Succeeded.ToString();
        }
    }

    private sealed class PlainHub : Hub;

    private sealed class OpenController : ControllerBase
    {
        [HttpGet("/open")]
        public string Get() => "in";
    }

    private sealed class Provider(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
    {
        public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
            policyName.StartsWith("provided:")
                ? Task.FromResult<AuthorizationPolicy?>(s_named)
                : base.GetPolicyAsync(policyName);
    }

    private sealed class Doubled : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            var doubled = new ClaimsPrincipal(principal.Identities);
            doubled.AddIdentities(principal.Identities.Select(identity => identity.Clone()));
            return Task.FromResult(doubled);
        }
    }

    /// <summary>Claims the scope for whoever sends the header.</summary>
    private sealed class Lender(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        System.Text.Encodings.Web.UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(
                Request.Headers.ContainsKey("X-Lender")
                    ? AuthenticateResult.Success(
                        new(
                            new ClaimsPrincipal(new ClaimsIdentity([new Claim("scope", Door.Scope)], "Lender")),
                            Scheme.Name
                        )
                    )
                    : AuthenticateResult.NoResult()
            );
    }
}
