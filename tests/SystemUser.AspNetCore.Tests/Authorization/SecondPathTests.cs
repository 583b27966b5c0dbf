using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal.Pipeline;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>A refusal on the other ways through the framework: MVC's filter, policies of several schemes, assertions that ask in code.</summary>
public sealed class SecondPathTests
{
    private const string Scheme = "Maskinporten";

    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(
            app =>
            {
                app.MapControllers();
                app.MapGet("/asks", () => "in").RequireAuthorization("asks");
                app.MapGet("/asks/nested", () => "in").RequireAuthorization("nested");
                app.MapGet("/asks/beside", () => "in").RequireSystemUserRight("own").RequireAuthorization("asks-only");
            },
            services =>
            {
                ControllerTests.AddControllers(services, [typeof(FilterController), typeof(CodeController)]);
                services.AddHttpContextAccessor();
                services.AddAuthentication("Cookies").AddCookie("Cookies");
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("own", policy => policy.RequireSystemUserRight(Door.Resource))
                    .AddPolicy(
                        "cookies-first",
                        policy => policy.AddAuthenticationSchemes("Cookies").RequireSystemUserRight(Door.Resource)
                    )
                    .AddPolicy(
                        "cookies-last",
                        policy => policy.RequireSystemUserRight(Door.Resource).AddAuthenticationSchemes("Cookies")
                    )
                    .AddPolicy(
                        "party",
                        policy => policy.RequireSystemUserRight(Door.Resource, right => right.PartyFromQuery = "party")
                    )
                    .AddPolicy(
                        "asks",
                        policy => policy.AddAuthenticationSchemes("Cookies", Scheme).RequireAssertion(Asks)
                    )
                    .AddPolicy("asks-only", policy => policy.RequireAssertion(Asks))
                    .AddPolicy(
                        "nested",
                        policy =>
                            policy
                                .AddAuthenticationSchemes(Scheme, "Cookies")
                                .RequireAssertion(async context =>
                                    (
                                        await RequestOf(context)
                                            .RequestServices.GetRequiredService<IAuthorizationService>()
                                            .AuthorizeAsync(context.User, RequestOf(context), "own")
                                    ).Succeeded
                                )
                    );
            }
        );

    [Theory]
    [InlineData("/filter/own")]
    [InlineData("/filter/cookies-first")]
    [InlineData("/filter/cookies-last")]
    [InlineData("/filter/asks")]
    [InlineData("/filter/nested")]
    [InlineData("/asks")]
    [InlineData("/asks/nested")]
    [InlineData("/asks/beside")]
    [InlineData("/code/forbid")]
    [InlineData("/code/challenge")]
    public async Task Filters_and_code_answer_503_for_an_outage_and_403_for_a_refusal(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.For(resource: "own").Permit();
        door.Sandbox.Pdp.For(resource: Door.Resource).Fail(500);

        var reply = await door.GetAsync(path, door.Token());

        reply.ShouldBe(503, "decision-unavailable", retryAfter: "5");
        reply.Location.ShouldBeNull();

        door.Sandbox.Pdp.For(resource: Door.Resource).Deny();
        (await door.GetAsync(path, door.Token())).ShouldBe(403, "right-missing");
        (await door.GetAsync(path, door.Sandbox.SystemUser())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Theory]
    [InlineData("/filter/own")]
    [InlineData("/filter/cookies-first")]
    [InlineData("/filter/asks")]
    [InlineData("/asks")]
    [InlineData("/asks/nested")]
    public async Task Filters_and_code_let_in_whom_the_right_permits(string path)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync(path, door.Token())).ShouldBeOk("in");
        door.Audit.Records.ShouldAllBe(record => record.Granted);
    }

    [Theory]
    [InlineData("/filter/own")]
    [InlineData("/filter/cookies-first")]
    [InlineData("/filter/cookies-last")]
    [InlineData("/filter/asks")]
    [InlineData("/asks")]
    [InlineData("/asks/nested")]
    public async Task Filters_and_code_answer_401_once_when_the_token_is_missing_or_broken(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer").Location.ShouldBeNull();
        (await door.GetAsync(path, door.Token().SignedWith("none"))).ShouldBe(
            401,
            "token-invalid",
            "Bearer error=\"invalid_token\""
        );
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_party_of_a_filters_right_is_checked_as_on_an_endpoint()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/filter/party?party=1", door.Token())).ShouldBe(400, "party-invalid");
        (await door.GetAsync($"/filter/party?party={Door.Client}", door.Token())).ShouldBe(403, "party-not-owner");
        (await door.GetAsync($"/filter/party?party={Door.Owner}", door.Token())).ShouldBeOk("in");
    }

    [Fact]
    public async Task A_request_is_200_when_code_asks_for_a_second_right_after_a_refusal()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/either", () => "in").RequireAuthorization("either"),
            services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy(
                        "either",
                        policy =>
                            policy
                                .AddAuthenticationSchemes(Scheme)
                                .RequireAssertion(async context =>
                                    await AsksAsync(context, "first") || await AsksAsync(context, "second")
                                )
                    )
        );
        door.Sandbox.Pdp.For(resource: "first").Fail(500);
        door.Sandbox.Pdp.Permit(resource: "second");

        (await door.GetAsync("/either", door.Token())).ShouldBeOk("in");
    }

    [Fact]
    public async Task Another_scheme_answers_its_own_caller()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Deny();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/code/sign-in");
        using var signedIn = await door.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        var reply = await door.GetAsync("/asks", null, ("Cookie", cookie));

        reply.Location.ShouldNotBeNull().ShouldContain("AccessDenied");
        reply.Body.ShouldBeEmpty();
        (await door.GetAsync("/code/other", door.Token(), ("Cookie", cookie))).Status.ShouldBe(302);
    }

    private static async Task<bool> Asks(AuthorizationHandlerContext context) =>
        await AsksAsync(context, Door.Resource);

    private static async Task<bool> AsksAsync(AuthorizationHandlerContext context, string resource)
    {
        var request = RequestOf(context);
        var authorizer = request.RequestServices.GetRequiredService<ISystemUserAuthorizer>();
        var result = await authorizer.AuthorizeAsync(
            request,
            new SystemUserRight(resource, "read"),
            OrganizationNumber.Parse(Door.Owner)
        );
        return result.Succeeded;
    }

    private static HttpContext RequestOf(AuthorizationHandlerContext context) =>
        context.Resource as HttpContext ?? ((ActionContext)context.Resource!).HttpContext;

    private sealed class FilterController : ControllerBase
    {
        [HttpGet("/filter/own"), TypeFilter<ByName>(Arguments = ["own"])]
        public string Own() => "in";

        [HttpGet("/filter/cookies-first"), TypeFilter<ByName>(Arguments = ["cookies-first"])]
        public string CookiesFirst() => "in";

        [HttpGet("/filter/cookies-last"), TypeFilter<ByName>(Arguments = ["cookies-last"])]
        public string CookiesLast() => "in";

        [HttpGet("/filter/party"), TypeFilter<ByName>(Arguments = ["party"])]
        public string Party() => "in";

        [HttpGet("/filter/asks"), TypeFilter<ByName>(Arguments = ["asks"])]
        public string Asks() => "in";

        [HttpGet("/filter/nested"), TypeFilter<ByName>(Arguments = ["nested"])]
        public string Nested() => "in";
    }

    /// <summary>What <c>new AuthorizeFilter("policy")</c> among the filters of MVC is.</summary>
    private sealed class ByName(IAuthorizationPolicyProvider provider, string policy)
        : AuthorizeFilter(provider, [new AuthorizeAttribute(policy)]);

    private sealed class CodeController(IAuthorizationService authorization) : ControllerBase
    {
        [HttpGet("/code/forbid")]
        public async Task<ActionResult<string>> ForbidAsync() => await IsAllowedAsync() ? "in" : Forbid();

        [HttpGet("/code/challenge")]
        public async Task<IActionResult> ChallengeAsync() => await IsAllowedAsync() ? Ok("in") : Challenge();

        [HttpGet("/code/other")]
        public async Task<IActionResult> OtherAsync() => await IsAllowedAsync() ? Ok("in") : Forbid("Cookies");

        [HttpGet("/code/sign-in")]
        public IActionResult SignInCookie() => SignIn(new ClaimsPrincipal(new ClaimsIdentity("Cookies")), "Cookies");

        private async Task<bool> IsAllowedAsync()
        {
            var caller = (await HttpContext.AuthenticateAsync(Scheme)).Principal ?? new ClaimsPrincipal();
            return (await authorization.AuthorizeAsync(caller, HttpContext, "own")).Succeeded;
        }
    }
}
