using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.Authorization;

/// <summary>Asking in code.</summary>
public sealed class AuthorizerTests
{
    private static readonly SystemUserRight s_right = new(Door.Resource, "read");
    private static readonly OrganizationNumber s_client = OrganizationNumber.Parse(Door.Client);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static Task<Door> OpenAsync(string? scope = Door.Scope, bool maskinportenByDefault = true) =>
        Door.OpenAsync(
            app =>
            {
                app.MapGet("/ask", AskAsync);
                app.MapGet("/scoped/ask", AskAsync).RequireMaskinportenScope("a:b");
            },
            services =>
            {
                if (!maskinportenByDefault)
                {
                    services.AddAuthentication("Cookies").AddCookie("Cookies");
                }
            },
            scope: scope
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_authorizer_applies_every_rule_of_the_endpoint_to_a_request(bool maskinportenByDefault)
    {
        await using var door = await OpenAsync(maskinportenByDefault: maskinportenByDefault);
        door.Sandbox.Pdp.Permit(party: Door.Client);

        (await door.GetAsync("/ask", door.Token())).ShouldBeOk("312714051 client");
        (await door.GetAsync("/ask", door.Token(Door.Client))).ShouldBeOk("312714051 owner");
        (await door.GetAsync("/ask")).ShouldBeOk("token-missing");
        (await door.GetAsync("/ask", door.Token().SignedWith("none"))).ShouldBeOk("token-invalid");
        (await door.GetAsync("/ask", door.Token().ExpiresIn(TimeSpan.FromHours(-1)))).ShouldBeOk("token-expired");
        (await door.GetAsync("/ask", door.Sandbox.PlainToken().WithScopes(Door.Scope))).ShouldBeOk(
            "system-user-required"
        );
        (await door.GetAsync("/ask", door.Sandbox.SystemUser())).ShouldBeOk("insufficient-scope");

        door.Sandbox.Pdp.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_authorizer_says_why_when_a_right_is_refused_or_undecided()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Next.Deny();
        (await door.GetAsync("/ask", door.Token())).ShouldBeOk("right-missing");

        door.Sandbox.Pdp.Always.Indeterminate();
        (await door.GetAsync("/ask", door.Token())).ShouldBeOk("decision-indeterminate");
    }

    [Fact]
    public async Task The_authorizer_accepts_the_scope_that_the_endpoint_has_checked()
    {
        await using var door = await OpenAsync(scope: null);
        door.Sandbox.Pdp.Permit(party: Door.Client);
        var token = door.Sandbox.SystemUser().WithScopes("a:b");

        (await door.GetAsync("/scoped/ask", token)).ShouldBeOk("312714051 client");
        (await door.GetAsync("/scoped/ask", door.Sandbox.PlainToken().WithScopes("a:b"))).ShouldBeOk(
            "system-user-required"
        );
    }

    [Fact]
    public async Task The_authorizer_refuses_everybody_when_neither_scope_nor_audience_is_demanded()
    {
        await using var door = await OpenAsync(scope: null);

        (await door.GetAsync("/ask", door.Token())).ShouldBeOk("decision-failed");

        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
        door.Log.Of("NoScopeAndNoAudience").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_authorizer_refuses_a_token_that_has_expired_while_its_connection_lives()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_740_737_600));
        await using var door = await Door.OpenAsync(
            app =>
                app.MapGet(
                        "/long",
                        async (HttpContext context, ISystemUserAuthorizer authorizer, IAuthorizationService policies) =>
                        {
                            var before = await AskAsync(context, authorizer);
                            clock.Advance(TimeSpan.FromMinutes(3));
                            var inPolicy = await policies.AuthorizeAsync(context.User, context, "krav");
                            return $"{before}, {await AskAsync(context, authorizer)}, {inPolicy.Succeeded}";
                        }
                    )
                    .RequireMaskinportenScope(Door.Scope),
            services =>
                services
                    .AddAuthorizationBuilder()
                    .AddPolicy("krav", policy => policy.RequireSystemUserRight(Door.Resource)),
            clock: clock
        );
        door.Sandbox.Pdp.Permit();

        (await door.GetAsync("/long", door.Token())).ShouldBeOk("312714051 client, token-expired, False");

        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_authorizer_asks_for_the_party_that_the_app_names()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Permit(party: Door.Client);
        var authorizer = door.Services.GetRequiredService<ISystemUserAuthorizer>();

        var result = await authorizer.AuthorizeAsync(Some.SystemUser(), s_right, s_client, Cancelled);

        result.Succeeded.ShouldBeTrue();
        result.Party!.Number.ShouldBe(s_client);
        result.Party.IsOwner.ShouldBeFalse();
        door.Audit.Records.ShouldHaveSingleItem().Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task The_authorizer_answers_many_questions_in_their_order()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.NotApplicable();
        door.Sandbox.Pdp.Permit(party: Door.Client);
        door.Sandbox.Pdp.Permit(party: Door.Owner);
        var authorizer = door.Services.GetRequiredService<ISystemUserAuthorizer>();
        SystemUserQuestion[] questions =
        [
            .. new[] { "312714052", Door.Client, "312714053", Door.Owner }.Select(party => new SystemUserQuestion(
                s_right,
                OrganizationNumber.Parse(party)
            )),
        ];

        var results = await authorizer.AuthorizeManyAsync(Some.SystemUser(), questions, Cancelled);

        results.Select(result => result.Succeeded).ShouldBe([false, true, false, true]);
        results.Select(result => result.Problem?.Party?.ToString()).ShouldBe(["312714052", null, "312714053", null]);
        door.Audit.Records.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_authorizer_throws_ArgumentException_when_asked_nothing_or_for_nobody()
    {
        await using var door = await OpenAsync();
        var authorizer = door.Services.GetRequiredService<ISystemUserAuthorizer>();

        await Should.ThrowAsync<ArgumentException>(() =>
            authorizer.AuthorizeManyAsync(Some.SystemUser(), [], Cancelled)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            authorizer.AuthorizeAsync(Some.SystemUser(), s_right, default, Cancelled)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            authorizer.AuthorizeAsync(Some.SystemUser(), default, s_client, Cancelled)
        );
        await Should.ThrowAsync<ArgumentException>(() =>
            authorizer.AuthorizeManyAsync(Some.SystemUser(), [new(s_right, s_client), default], Cancelled)
        );
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_authorizer_throws_when_its_caller_cancels()
    {
        await using var door = await OpenAsync();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var held = new TaskCompletionSource();
        door.Sandbox.Pdp.Always.HeldUntil(held.Task).Permit();
        var authorizer = door.Services.GetRequiredService<ISystemUserAuthorizer>();

        var asked = authorizer.AuthorizeAsync(Some.SystemUser(), s_right, s_client, given.Token);
        await door.Sandbox.Pdp.WaitForCallsAsync(1, Cancelled);
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        door.Audit.Records.ShouldBeEmpty();
        held.SetResult();
    }

    private static async Task<string> AskAsync(HttpContext context, ISystemUserAuthorizer authorizer)
    {
        var result = await authorizer.AuthorizeAsync(context, s_right, s_client, context.RequestAborted);
        return result.Succeeded ? $"{result.Party} {(result.Party.IsOwner ? "owner" : "client")}" : result.Problem.Code;
    }
}
