using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Another scheme in the same app: whatever its tokens claim, they are no system users, and its callers no Maskinporten callers.</summary>
public sealed class SecondSchemeTests
{
    private const string Other = "Other";

    private static Task<Door> OpenAsync(bool asDefault) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/right", () => "right").RequireSystemUserRight(Door.Resource);
                app.MapGet("/scope", () => "scope").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/both", (HttpContext context) => context.GetSystemUser()!.Owner.ToString())
                    .RequireSystemUserRight(Door.Resource)
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = Other });
                app.MapGet("/reversed", (HttpContext context) => context.GetSystemUser()!.Owner.ToString())
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = Other })
                    .RequireSystemUserRight(Door.Resource);
                app.MapGet(
                        "/other",
                        (HttpContext context) =>
                            $"{context.GetSystemUser()?.Id}{context.GetMaskinportenCaller()?.ClientId}"
                    )
                    .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = Other });
            },
            services =>
                (asDefault ? services.AddAuthentication(Other) : services.AddAuthentication()).AddScheme<
                    AuthenticationSchemeOptions,
                    Impostor
                >(Other, null)
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_is_401_when_it_has_only_another_schemes_identity(bool asDefault)
    {
        await using var door = await OpenAsync(asDefault);

        foreach (var path in new[] { "/right", "/scope", "/both", "/reversed" })
        {
            (await door.GetAsync(path, null, ("X-Other", "1"))).ShouldBe(401, "token-missing", "Bearer");
        }

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_schemes_endpoint_sees_neither_system_user_nor_caller(bool asDefault)
    {
        await using var door = await OpenAsync(asDefault);

        (await door.GetAsync("/other", null, ("X-Other", "1"))).ShouldBeOk(string.Empty);
        (await door.GetAsync("/other", door.Token(), ("X-Other", "1"))).ShouldBeOk(string.Empty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_is_lent_nothing_by_another_schemes_identity_in_a_combined_policy(bool asDefault)
    {
        await using var door = await OpenAsync(asDefault);
        door.Sandbox.Pdp.Permit(party: Door.Owner);
        var token = door.Token();

        (await door.GetAsync("/both", token, ("X-Other", "1"))).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/reversed", token, ("X-Other", "1"))).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/both", door.Sandbox.SystemUser(), ("X-Other", "1"))).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
        (await door.GetAsync("/both", door.Sandbox.PlainToken().WithScopes(Door.Scope), ("X-Other", "1"))).ShouldBe(
            403,
            "system-user-required"
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_broken_token_is_401_beside_another_schemes_identity(bool asDefault)
    {
        await using var door = await OpenAsync(asDefault);

        foreach (var path in new[] { "/right", "/both", "/reversed" })
        {
            (await door.GetAsync(path, door.Token().SignedWith("none"), ("X-Other", "1"))).ShouldBe(
                401,
                "token-invalid",
                "Bearer error=\"invalid_token\""
            );
        }
    }

    [Theory]
    [InlineData("/both")]
    [InlineData("/reversed")]
    public async Task Both_schemes_are_challenged_in_a_combined_policy(string path)
    {
        await using var door = await OpenAsync(asDefault: true);

        var reply = await door.GetAsync(path);

        reply.ShouldBe(401, "token-missing", "Other | Bearer");
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/both")]
    [InlineData("/reversed")]
    public async Task A_refusal_in_a_combined_policy_is_the_packages_403(string path)
    {
        await using var door = await OpenAsync(asDefault: true);
        door.Sandbox.Pdp.Always.Deny();

        (await door.GetAsync(path, door.Token(), ("X-Other", "1"))).ShouldBe(403, "right-missing");
        door.Log.All(LogLevel.Error).ShouldBeEmpty();
    }

    /// <summary>Says of everybody who sends the header that it is a system user with everything.</summary>
    private sealed class Impostor(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Request.Headers.ContainsKey("X-Other"))
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            var identity = new ClaimsIdentity(
                [
                    new("iss", "http://localhost:5090/"),
                    new("scope", Door.Scope),
                    new("consumer", """{"authority":"iso6523-actorid-upis","ID":"0192:991825827"}"""),
                    new(
                        "authorization_details",
                        """[{"type":"urn:altinn:systemuser","systemuser_id":["47caea5b-a80b-4343-b1d3-31eb523a4e28"],"systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:999999999"}}]"""
                    ),
                ],
                "Maskinporten"
            );
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name)));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            Response.StatusCode = 401;
            Response.Headers.Append("WWW-Authenticate", "Other");
            return Task.CompletedTask;
        }

        protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
        {
            Response.Redirect("/denied");
            return Task.CompletedTask;
        }
    }
}
