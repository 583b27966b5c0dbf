using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Only the one identity that the scheme made speaks, whatever the app does to the principal.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task A_caller_is_let_in_when_a_transformation_clones_its_principal_and_adds_an_identity()
    {
        await using var door = await OpenAsync(principal =>
        {
            var clone = principal.Clone();
            clone.AddIdentity(new ClaimsIdentity([new("scope", "admin")], "Other"));
            return clone;
        });
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk(Door.Owner);
    }

    [Fact]
    public async Task A_request_is_403_when_a_transformation_adds_the_missing_scope()
    {
        await using var door = await OpenAsync(principal =>
        {
            principal.AddIdentity(new ClaimsIdentity([new("scope", Door.Scope)], "Maskinporten"));
            ((ClaimsIdentity)principal.Identity!).AddClaim(new("scope", Door.Scope));
            return principal;
        });

        (await door.GetAsync("/right", door.Sandbox.SystemUser())).Status.ShouldBe(403);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_403_when_its_identity_stands_twice_on_the_principal()
    {
        await using var door = await OpenAsync(principal =>
        {
            principal.AddIdentity(principal.Identities.First().Clone());
            return principal;
        });

        (await door.GetAsync("/right", door.Token())).ShouldBe(403, "system-user-invalid");
        (await door.GetAsync("/scope", door.Token())).ShouldBe(403, "system-user-invalid");
        (await door.GetAsync("/open", door.Token())).ShouldBeOk(string.Empty);
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_401_when_its_identity_is_only_a_copy_of_the_claims()
    {
        await using var door = await OpenAsync(principal => new ClaimsPrincipal(
            new ClaimsIdentity(principal.Identity)
        ));

        (await door.GetAsync("/right", door.Token())).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/scope", door.Token())).ShouldBe(401, "token-missing", "Bearer");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Log.Of("IdentityTakenAway").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("Maskinporten")]
    [InlineData("the app's own")]
    [InlineData("behind another")]
    public async Task A_request_is_401_on_the_apps_own_policy_too_when_its_identity_was_replaced(string type)
    {
        await using var door = await OpenAsync(principal =>
            principal.Identity is { IsAuthenticated: true } identity
                ? new ClaimsPrincipal([
                    .. type == "behind another" ? [new ClaimsIdentity()] : Array.Empty<ClaimsIdentity>(),
                    new ClaimsIdentity(identity, [], type, null, null),
                ])
                : principal
        );

        foreach (var path in (string[])["/own", "/named", "/assertion"])
        {
            (await door.GetAsync(path, door.Token())).ShouldBe(401, "token-missing", "Bearer");
            (await door.GetAsync(path, door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
                401,
                "token-missing",
                "Bearer"
            );
        }

        (await door.GetAsync("/assertion")).ShouldBeOk("in");
        door.Log.Of("IdentityTakenAway").Length.ShouldBe(6);
    }

    private static Task<Door> OpenAsync(Func<ClaimsPrincipal, ClaimsPrincipal> transform) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/right", (HttpContext context) => context.GetSystemUser()!.Owner.ToString())
                    .RequireSystemUserRight(Door.Resource);
                app.MapGet("/scope", () => "scope").RequireMaskinportenScope(Door.Scope);
                app.MapGet("/own", () => "in").RequireAuthorization();
                app.MapGet("/named", () => "in")
                    .RequireAuthorization(policy =>
                        policy
                            .AddAuthenticationSchemes(MaskinportenDefaults.AuthenticationScheme)
                            .RequireAuthenticatedUser()
                    );
                app.MapGet("/assertion", () => "in").RequireAuthorization(policy => policy.RequireAssertion(_ => true));
                app.MapGet("/open", (HttpContext context) => $"{context.GetSystemUser()?.Id}");
            },
            services => services.AddSingleton<IClaimsTransformation>(new Transformation(transform))
        );

    private sealed class Transformation(Func<ClaimsPrincipal, ClaimsPrincipal> transform) : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) => Task.FromResult(transform(principal));
    }
}
