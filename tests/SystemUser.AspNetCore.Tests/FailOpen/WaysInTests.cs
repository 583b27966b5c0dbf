using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Tests.FailOpen;

/// <summary>The ways in which others let people in who do not belong; here none of them leads in. The rest is listed in tests/README.md.</summary>
public sealed class WaysInTests
{
    [Theory]
    [InlineData("SystemUser:Altinn:BaseAddress")]
    [InlineData("SystemUser:Client:ClientId")]
    [InlineData("SystemUser:Maskinporten:Issuer")]
    [InlineData("SystemUser:Altinn:SubscriptionKey")]
    public async Task A_missing_configuration_key_stops_the_start(string key)
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var door = await OpenAsync(settings: (key, ""));
        });

        exception.Message.ShouldContain($"'{key}'");
    }

    [Fact]
    public async Task A_missing_required_scope_stops_the_start() =>
        (await Door.RefusesToOpenAsync(Map, scope: null)).ShouldContain("'SystemUser:RequiredScopes'");

    [Theory]
    [InlineData("""{"response":[]}""")]
    [InlineData("""{"response":null}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("\"Permit\"")]
    [InlineData(
        """{"response":[{"decision":"permit","status":{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:ok"}}}]}"""
    )]
    [InlineData("""{"response":[{"decision":"Permit"},{"decision":"Permit"}]}""")]
    public async Task A_request_is_503_when_the_decision_point_answers_no_decision(string body)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Respond(body);

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-failed");
    }

    [Fact]
    public async Task A_request_is_403_when_its_token_names_no_system_user()
    {
        await using var door = await OpenAsync();

        (await door.GetAsync("/krav", door.Token().Without("authorization_details"))).ShouldBe(
            403,
            "system-user-required"
        );
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_503_when_the_engine_gives_fewer_answers_than_questions()
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/both", () => "in").RequireSystemUserRight("a").RequireSystemUserRight("b"),
            services => services.AddSingleton<IDecisionEngine, TersePermitter>(),
            settings: [("SystemUser:Decisions:BatchRights", "true")]
        );

        (await door.GetAsync("/both", door.Token())).ShouldBe(503, "decision-failed");
    }

    [Theory]
    [InlineData("SystemUser:AllowOnFailure", "true")]
    [InlineData("SystemUser:Decisions:AllowOnFailure", "true")]
    [InlineData("SystemUser:Decisions:FailOpen", "true")]
    public async Task A_setting_that_asks_to_let_requests_through_stops_the_start(string key, string value)
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var door = await OpenAsync(settings: (key, value));
        });

        exception.Message.ShouldContain($"'{key}'");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(204)]
    [InlineData(302)]
    public async Task A_request_is_503_without_Retry_After_when_retrying_will_not_mend_the_status(int status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(status);

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-failed");
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_request_is_503_with_Retry_After_when_the_status_may_pass(int status)
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.Fail(status);

        (await door.GetAsync("/krav", door.Token())).ShouldBe(503, "decision-unavailable", retryAfter: "5");
    }

    [Fact]
    public async Task A_forgotten_endpoint_stops_the_start_with_RequireDecisionOnEveryEndpoint() =>
        (
            await Door.RefusesToOpenAsync(
                app => app.MapGet("/forgotten", () => "in"),
                configure: builder => builder.RequireDecisionOnEveryEndpoint()
            )
        ).ShouldContain("GET /forgotten");

    [Fact]
    public async Task A_request_is_403_when_the_permits_obligation_is_unknown()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Always.PermitWith(
            new PdpObligation(
                "urn:x",
                [new PdpAttributeAssignment("urn:x", "3", "urn:altinn:minimum-authenticationlevel2")]
            )
        );

        (await door.GetAsync("/krav", door.Token())).ShouldBe(403, "obligation-not-met");
    }

    [Theory]
    [InlineData("urn:altinn:consent")]
    [InlineData("urn:altinn:systemuser2")]
    [InlineData("URN:ALTINN:SYSTEMUSER")]
    [InlineData("")]
    public async Task A_request_is_403_when_its_token_details_are_of_another_type(string type)
    {
        await using var door = await OpenAsync();

        var token = door.Token()
            .WithDetails(
                $$$"""{"type":"{{{type}}}","systemuser_id":["47caea5b-a80b-4343-b1d3-31eb523a4e28"],"systemuser_org":{"authority":"iso6523-actorid-upis","ID":"0192:310904473"}}"""
            );

        (await door.GetAsync("/krav", token)).ShouldBe(403, "system-user-required");
        door.Sandbox.Pdp.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_is_503_when_its_permit_has_ended_and_the_decision_point_is_down()
    {
        await using var door = await OpenAsync(settings: ("SystemUser:Decisions:PermitLifetime", "00:00:00"));
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Drop();
        var token = door.Token();

        (await door.GetAsync("/krav", token)).ShouldBeOk("in");
        (await door.GetAsync("/krav", token)).ShouldBe(503, "decision-unavailable", retryAfter: "5");
    }

    [Fact]
    public async Task A_request_is_503_for_as_long_as_an_outage_outlasts_its_permit()
    {
        var clock = new PatientClock();
        await using var door = await Door.OpenAsync(Map, clock: clock);
        var systemUser = door.Token();
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Drop();
        (await AskAsync()).ShouldBeOk("in");

        for (var minutes = 0; minutes < 30; minutes++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            (await AskAsync()).Status.ShouldBe(503);
        }

        Task<Reply> AskAsync() =>
            clock.AdvanceUntilAsync(
                door.GetAsync("/krav", systemUser.ExpiresIn(TimeSpan.FromHours(1))),
                TimeSpan.FromMinutes(1)
            );
    }

    private static Task<Door> OpenAsync(params (string, string)[] settings) => Door.OpenAsync(Map, settings: settings);

    private static void Map(WebApplication app) =>
        app.MapGet("/krav", () => "in").RequireSystemUserRight(Door.Resource);

    /// <summary>Permits whatever is asked first, and says nothing of the rest.</summary>
    private sealed class TersePermitter : IDecisionEngine
    {
        private static DecisionAnswer Permit =>
            new(PolicyDecision.Permit, DecisionOutcome.Decided, DecisionSource.Cache, TimeProvider.System.GetUtcNow());

        public ValueTask<DecisionAnswer> DecideAsync(
            DecisionQuestion question,
            Asker asker,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult(Permit);

        public ValueTask<DecisionAnswer[]> DecideManyAsync(
            IReadOnlyList<DecisionQuestion> questions,
            Asker asker,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult<DecisionAnswer[]>([Permit]);

        public DecisionAnswer? Recall(in DecisionQuestion question) => null;

        public ValueTask<DecisionAnswer?> FindSharedAsync(DecisionQuestion question, Asker asker) => default;

        public ValueTask<DecisionAnswer[]> DecideTogetherAsync(
            IReadOnlyList<DecisionQuestion> questions,
            Asker asker,
            CancellationToken cancellationToken
        ) => DecideManyAsync(questions, asker, cancellationToken);

        public ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken) => default;
    }
}
