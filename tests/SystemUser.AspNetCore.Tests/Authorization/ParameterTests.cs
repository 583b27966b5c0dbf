using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>The package's values as parameters of minimal API endpoints: had, or the endpoint does not run.</summary>
public sealed class ParameterTests
{
    private static Task<Door> OpenAsync() =>
        Door.OpenAsync(app =>
        {
            app.MapGet("/user", (AltinnSystemUser user) => user.Owner.ToString());
            app.MapGet("/user-or-null", (AltinnSystemUser? user) => user!.Owner.ToString());
            app.MapGet("/caller", (MaskinportenCaller caller) => caller.Consumer.ToString());
            app.MapGet("/caller-or-null", (MaskinportenCaller? caller) => caller!.Consumer.ToString());
            app.MapGet("/grouped", ([AsParameters] Grouped grouped) => grouped.User.Owner.ToString());
            app.MapGet("/party", (AuthorizedParty party) => party.ToString());
            app.MapGet("/party-or-null", (AuthorizedParty? party) => party!.ToString());
            app.MapGet(
                    "/right",
                    (AltinnSystemUser user, MaskinportenCaller caller, AuthorizedParty party) =>
                        $"{user.Owner} {ReferenceEquals(user.Caller, caller)} {party}"
                )
                .RequireSystemUserRight(Door.Resource);
            app.MapGet("/open/user", (AltinnSystemUser user) => user.Owner.ToString()).AllowAnonymous();
            app.MapGet("/open/user-or-null", (AltinnSystemUser? user) => user!.Owner.ToString()).AllowAnonymous();
            app.MapGet(
                "/open/grouped",
                [AllowAnonymous]
                ([AsParameters] Grouped grouped) => grouped.User.Owner.ToString()
            );
            app.MapGroup("/open/group").AllowAnonymous().MapGet("", (AltinnSystemUser? user) => user!.Owner.ToString());
            app.MapGet("/open/caller", (MaskinportenCaller? caller) => caller!.Consumer.ToString()).AllowAnonymous();
            app.MapGet("/open/party", (AuthorizedParty? party) => party!.ToString())
                .RequireSystemUserRight(Door.Resource)
                .AllowAnonymous();
        });

    [Fact]
    public async Task A_handler_may_take_system_user_party_or_caller_when_only_its_endpoint_demands_a_scope()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapGet("/right", (AltinnSystemUser user, AuthorizedParty party) => $"{user.Owner} {party}")
                    .RequireSystemUserRight(Door.Resource, right => right.Scope = Door.Scope);
                app.MapGet("/scope", (AltinnSystemUser user) => user.Owner.ToString())
                    .RequireMaskinportenScope(Door.Scope);
                app.MapGet("/caller", (MaskinportenCaller caller) => caller.Consumer.ToString())
                    .RequireMaskinportenScope(Door.Scope);
            },
            scope: null
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/right", door.Token())).ShouldBeOk($"{Door.Owner} {Door.Owner}");
        (await door.GetAsync("/scope", door.Token())).ShouldBeOk(Door.Owner);
        (await door.GetAsync("/caller", door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBeOk("0192:991825827");
        foreach (var path in new[] { "/right", "/scope", "/caller" })
        {
            (await door.GetAsync(path, door.Sandbox.SystemUser().WithScopes("other:api"))).ShouldBe(
                403,
                "insufficient-scope",
                $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
            );
        }
    }

    [Theory]
    [InlineData("/user")]
    [InlineData("/user-or-null")]
    [InlineData("/grouped")]
    [InlineData("/open/user")]
    [InlineData("/open/user-or-null")]
    [InlineData("/open/grouped")]
    [InlineData("/open/group")]
    public async Task A_handler_gets_the_system_user_or_its_caller_is_refused(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path, door.Token())).ShouldBeOk(Door.Owner);
        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Token().SignedWith("none"))).ShouldBe(
            401,
            "token-invalid",
            "Bearer error=\"invalid_token\""
        );
        (await door.GetAsync(path, door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBe(
            403,
            "system-user-required"
        );
        (await door.GetAsync(path, door.Sandbox.SystemUser())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/caller")]
    [InlineData("/caller-or-null")]
    [InlineData("/open/caller")]
    public async Task A_handler_that_takes_a_caller_gets_one_without_a_system_user(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path, door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBeOk("0192:991825827");
        (await door.GetAsync(path, door.Token())).ShouldBeOk("0192:991825827");
        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Sandbox.PlainToken())).ShouldBe(
            403,
            "insufficient-scope",
            $"Bearer error=\"insufficient_scope\", scope=\"{Door.Scope}\""
        );
    }

    [Fact]
    public async Task A_handler_gets_the_party_that_was_checked()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Owner);

        (await door.GetAsync("/right", door.Token())).ShouldBeOk("310904473 True 310904473");
    }

    [Theory]
    [InlineData("/party")]
    [InlineData("/party-or-null")]
    [InlineData("/open/party")]
    public async Task A_handler_that_takes_a_party_is_403_when_no_right_was_checked(string path)
    {
        await using var door = await OpenAsync();

        (await door.GetAsync(path)).ShouldBe(401, "token-missing", "Bearer");
        (await door.GetAsync(path, door.Token())).ShouldBe(403, "right-missing");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_throws_instead_of_getting_null_when_AllowAnonymous_is_added_last()
    {
        await using var door = await Door.OpenAsync(app =>
            ((IEndpointConventionBuilder)app.MapGet("/late", (AltinnSystemUser? user) => $"user: {user?.Id}")).Finally(
                endpoint => endpoint.Metadata.Add(new AllowAnonymousAttribute())
            )
        );

        (await Should.ThrowAsync<InvalidOperationException>(() => door.GetAsync("/late"))).Message.ShouldStartWith(
            "AltinnSystemUser cannot be bound"
        );
    }

    private sealed record Grouped(AltinnSystemUser User);
}
