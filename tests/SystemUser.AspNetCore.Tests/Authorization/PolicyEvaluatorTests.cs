using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The token is read once in a request; whatever has happened to the user since counts for nothing.</summary>
public sealed class PolicyEvaluatorTests
{
    [Fact]
    public async Task A_user_set_between_authentication_and_authorization_neither_helps_nor_hinders()
    {
        await using var door = await Door.OpenAsync(app =>
        {
            app.UseAuthentication();
            app.Use(
                (context, next) =>
                {
                    context.User = new ClaimsPrincipal(
                        new ClaimsIdentity([new Claim("scope", Door.Scope)], authenticationType: "Maskinporten")
                    );
                    return next(context);
                }
            );
            app.UseAuthorization();
            app.MapGet("/right", (AuthorizedParty party) => party.ToString()).RequireSystemUserRight("r");
        });
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/right")).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync("/right", door.Token().SignedWith("none"))).ShouldBe(
            401,
            "token-invalid",
            "Bearer error=\"invalid_token\""
        );
    }

    [Fact]
    public async Task The_claims_transformation_runs_once_a_request()
    {
        var transformation = new CountingTransformation();
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/right", () => "in").RequireSystemUserRight("r"),
            services => services.AddSingleton<IClaimsTransformation>(transformation)
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk("in");
        transformation.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_evaluator_of_the_apps_own_stays_in_place()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/right", () => "in").RequireSystemUserRight("r"),
            services => services.AddTransient<IPolicyEvaluator, OwnEvaluator>()
        );

        door.Services.GetRequiredService<IPolicyEvaluator>().ShouldBeOfType<OwnEvaluator>();
        (await door.GetAsync("/right")).ShouldBe(401, "token-missing", "Bearer");
    }

    private sealed class CountingTransformation : IClaimsTransformation
    {
        public int Count { get; private set; }

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            Count++;
            return Task.FromResult(principal);
        }
    }

    private sealed class OwnEvaluator(IAuthorizationService authorization) : PolicyEvaluator(authorization);
}
