using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions;

public sealed class DecisionEngineTests
{
    private const string OtherSystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";

    [Fact]
    public async Task A_permit_is_remembered_for_a_minute_with_its_obligations_and_its_age()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) =>
            StubAltinn.Json(
                """{"response":[{"decision":"Permit","obligations":[{"attributeAssignment":[{"category":"urn:altinn:minimum-authenticationlevel","value":"3"}]}]}]}"""
            );
        var asked = host.Clock.GetUtcNow();

        var first = await host.DecideAsync();
        first.Outcome.ShouldBe(DecisionOutcome.Decided);
        first.Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        first.DecidedAt.ShouldBe(asked);

        host.Clock.Advance(TimeSpan.FromSeconds(59));
        var second = await host.DecideAsync();
        second.Source.ShouldBe(DecisionSource.Cache);
        second.DecidedAt.ShouldBe(asked);
        second.Decision!.Obligations.ShouldBe([new Obligation("urn:altinn:minimum-authenticationlevel", "3")]);
        host.Altinn.PdpCalls.Count.ShouldBe(1);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Deny", Decision.Deny)]
    [InlineData("NotApplicable", Decision.NotApplicable)]
    public async Task A_refusal_is_remembered_for_five_seconds(string word, Decision decision)
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json($$"""{"response":[{"decision":"{{word}}"}]}""");

        (await host.DecideAsync()).Decision!.Decision.ShouldBe(decision);
        host.Clock.Advance(TimeSpan.FromSeconds(4.9));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
        host.Clock.Advance(TimeSpan.FromSeconds(0.1));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_decision_is_asked_again_when_a_clock_that_ran_ahead_is_set_right()
    {
        await using var host = new DecisionHost();
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await host.DecideAsync()).Decision!.Decision.ShouldBe(Decision.Permit);
        host.Clock.SetBack(TimeSpan.FromMinutes(30));
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");

        var answer = await host.DecideAsync();

        answer.Outcome.ShouldBe(DecisionOutcome.Decided);
        answer.Decision!.Decision.ShouldBe(Decision.Deny);
        answer.Source.ShouldBe(DecisionSource.PolicyDecisionPoint);

        host.Clock.Advance(TimeSpan.FromMinutes(30));
        (await host.DecideAsync()).Decision!.Decision.ShouldBe(Decision.Deny); // now that the clock comes by that time again
    }

    [Fact]
    public async Task A_permit_ends_after_its_minute_when_the_clock_is_set_back_meanwhile()
    {
        await using var host = new DecisionHost();
        await host.DecideAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        host.Clock.SetBack(TimeSpan.FromSeconds(50));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_decision_is_remembered_no_longer_than_the_token_that_asked_lives()
    {
        await using var host = new DecisionHost();
        var expiry = host.Clock.GetUtcNow() + TimeSpan.FromSeconds(20);

        await host.RunAsync(
            host.Engine.DecideAsync(Some.Question(), host.Asker with { TokenExpiresAt = expiry }, Cancel)
        );
        host.Clock.Advance(TimeSpan.FromSeconds(19));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task No_decision_is_remembered_when_the_token_lives_on_clock_skew()
    {
        await using var host = new DecisionHost();
        var expiry = host.Clock.GetUtcNow() - TimeSpan.FromSeconds(5);

        await host.RunAsync(
            host.Engine.DecideAsync(Some.Question(), host.Asker with { TokenExpiresAt = expiry }, Cancel)
        );
        await host.RunAsync(
            host.Engine.DecideAsync(Some.Question(), host.Asker with { TokenExpiresAt = expiry }, Cancel)
        );

        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Permit")]
    [InlineData("Deny")]
    public async Task No_decision_is_remembered_when_the_lifetimes_are_zero(string word)
    {
        await using var host = new DecisionHost(options =>
        {
            options.Decisions.PermitLifetime = TimeSpan.Zero;
            options.Decisions.RefusalLifetime = TimeSpan.Zero;
        });
        host.Altinn.Pdp = (_, _) => StubAltinn.Json($$"""{"response":[{"decision":"{{word}}"}]}""");

        await host.DecideAsync();
        await host.DecideAsync();

        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_Indeterminate_is_no_decision_and_is_not_remembered()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Indeterminate"}]}""");

        for (var i = 1; i <= 3; i++)
        {
            var answer = await host.DecideAsync();
            answer.Outcome.ShouldBe(DecisionOutcome.Indeterminate);
            answer.RetryAfter.ShouldBeNull();
            host.Altinn.PdpCalls.Count.ShouldBe(i);
        }

        host.Logs.Of("DecisionIndeterminate").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, nameof(DecisionOutcome.Unavailable))]
    [InlineData(HttpStatusCode.Forbidden, nameof(DecisionOutcome.Failed))]
    public async Task A_failed_call_is_not_remembered(HttpStatusCode status, string outcome)
    {
        await using var host = new DecisionHost();
        var answer = host.Altinn.Pdp;
        host.Altinn.Pdp = (_, _) => StubAltinn.Status(status);
        (await host.DecideAsync()).Outcome.ToString().ShouldBe(outcome);

        host.Altinn.Pdp = answer;
        (await host.DecideAsync()).Outcome.ShouldBe(DecisionOutcome.Decided);
    }

    [Fact]
    public async Task A_permit_stays_remembered_through_a_flood_of_refusals()
    {
        await using var host = new DecisionHost(options =>
        {
            options.Decisions.MaxEntries = 10;
            options.Decisions.UncachedPerSystemUserPerMinute = 0;
        });
        await host.DecideAsync();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");
        for (var i = 0; i < 100; i++)
        {
            await host.DecideAsync(Some.QuestionOfParty(i));
        }

        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task One_call_is_made_when_two_hundred_ask_the_same_at_once()
    {
        await using var host = new DecisionHost();
        var release = host.Altinn.HoldPdp();

        var waiting = Enumerable
            .Range(0, 200)
            .Select(_ => Task.Run(() => host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel).AsTask(), Cancel))
            .ToArray();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 1);
        release.SetResult();

        var answers = await Task.WhenAll(waiting);
        answers.ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        answers.Count(answer => answer.Source == DecisionSource.PolicyDecisionPoint).ShouldBe(1);
        host.Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_others_get_their_decision_when_one_who_asked_hangs_up(bool first)
    {
        await using var host = new DecisionHost();
        var release = host.Altinn.HoldPdp();
        using var hangUp = new CancellationTokenSource();

        var one = host.Engine.DecideAsync(Some.Question(), host.Asker, first ? hangUp.Token : Cancel).AsTask();
        var other = host.Engine.DecideAsync(Some.Question(), host.Asker, first ? Cancel : hangUp.Token).AsTask();
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first ? one : other);
        release.SetResult();

        (await (first ? other : one)).Outcome.ShouldBe(DecisionOutcome.Decided);
        host.Altinn.PdpCalls.Count.ShouldBe(1);
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task Nothing_is_asked_when_the_caller_has_already_hung_up()
    {
        await using var host = new DecisionHost();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await host.Engine.DecideAsync(Some.Question(), host.Asker, new CancellationToken(canceled: true))
        );

        host.Altinn.GrantCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task ForgetAsync_forgets_the_decisions_of_one_system_user_and_no_other()
    {
        await using var host = new DecisionHost();
        var other = Some.Question(systemUser: OtherSystemUser);
        await host.DecideAsync();
        await host.DecideAsync(other);

        await host.Engine.ForgetAsync(Some.Question().Subject, Cancel);

        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        (await host.DecideAsync(other)).Source.ShouldBe(DecisionSource.Cache);
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task A_refusal_is_remembered_after_the_permit_before_it_was_forgotten()
    {
        await using var host = new DecisionHost();
        await host.DecideAsync();
        await host.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");

        (await host.DecideAsync()).Decision!.Decision.ShouldBe(Decision.Deny);
        var remembered = await host.DecideAsync();

        remembered.Source.ShouldBe(DecisionSource.Cache);
        remembered.Decision!.Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task A_question_after_ForgetAsync_does_not_join_a_call_from_before_it()
    {
        await using var host = new DecisionHost();
        var release = host.Altinn.HoldPdp();
        var before = host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 1);

        await host.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        var after = host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 2); // who asks after is not given the answer of before
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");
        release.SetResult();

        (await before).Decision!.Decision.ShouldBe(Decision.Permit);
        (await after).Outcome.ShouldBe(DecisionOutcome.Decided);
    }

    [Fact]
    public async Task The_answer_of_a_call_from_before_ForgetAsync_is_not_remembered()
    {
        await using var host = new DecisionHost();
        var release = host.Altinn.HoldPdp();
        var before = host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 1);
        await host.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        release.SetResult();
        await before;

        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");
        var answer = await host.DecideAsync();

        answer.Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        answer.Decision!.Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task A_system_user_is_refused_when_it_has_used_up_its_allowance_of_uncached_questions()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 6);
        for (var i = 0; i < 6; i++)
        {
            (await host.DecideAsync(Some.QuestionOfParty(i))).Outcome.ShouldBe(DecisionOutcome.Decided);
        }

        var refused = await host.DecideAsync(Some.QuestionOfParty(6));
        refused.Outcome.ShouldBe(DecisionOutcome.TooManyQuestions);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(10));
        host.Altinn.PdpCalls.Count.ShouldBe(6);
        (await host.DecideAsync(Some.QuestionOfParty(0))).Source.ShouldBe(DecisionSource.Cache);
        (await host.DecideAsync(Some.Question(systemUser: OtherSystemUser))).Outcome.ShouldBe(DecisionOutcome.Decided);

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await host.DecideAsync(Some.QuestionOfParty(6))).Outcome.ShouldBe(DecisionOutcome.Decided);
        (await host.DecideAsync(Some.QuestionOfParty(7))).Outcome.ShouldBe(DecisionOutcome.TooManyQuestions);
    }

    [Fact]
    public async Task The_allowance_is_unchanged_when_the_clock_is_set_back()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 1);
        await host.DecideAsync(Some.QuestionOfParty(0));
        host.Clock.SetBack(TimeSpan.FromMinutes(30));

        (await host.DecideAsync(Some.QuestionOfParty(1))).Outcome.ShouldBe(DecisionOutcome.TooManyQuestions);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await host.DecideAsync(Some.QuestionOfParty(2))).Outcome.ShouldBe(DecisionOutcome.Decided);
    }

    [Fact]
    public async Task A_thousand_questions_are_decided_when_the_allowance_is_zero_for_no_limit()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 0);

        for (var i = 0; i < 1000; i++)
        {
            (await host.DecideAsync(Some.QuestionOfParty(i))).Outcome.ShouldBe(DecisionOutcome.Decided);
        }
    }

    [Fact]
    public async Task With_MaxConcurrentCalls_two_two_calls_fly_two_wait_and_a_fifth_is_unavailable_at_once()
    {
        await using var host = new DecisionHost(options => options.Decisions.MaxConcurrentCalls = 2);
        await host.Tokens.GetTokenAsync("altinn:authorization/authorize", null, Cancel);
        var release = host.Altinn.HoldPdp();

        var asked = Enumerable
            .Range(0, 5)
            .Select(i => host.Engine.DecideAsync(Some.QuestionOfParty(i), host.Asker, Cancel).AsTask())
            .ToArray();
        var turnedAway = await Task.WhenAny(asked);
        (await turnedAway).Outcome.ShouldBe(DecisionOutcome.Unavailable);
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 2);
        asked.Count(task => task.IsCompleted).ShouldBe(1);
        release.SetResult();

        var others = await Task.WhenAll(asked.Where(task => task != turnedAway));
        others.ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        host.Altinn.PdpCalls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_question_is_unavailable_within_the_total_budget_when_Altinn_is_silent()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = host.Clock.GetUtcNow();

        var answer = await host.DecideAsync();

        answer.Outcome.ShouldBe(DecisionOutcome.Unavailable);
        (host.Clock.GetUtcNow() - started).ShouldBe(TimeSpan.FromSeconds(5));
        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_total_budget_includes_getting_the_own_token()
    {
        await using var host = new DecisionHost();
        host.Altinn.Grant = async (_, cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5), host.Clock, cancellationToken);
            return (await StubAltinn.Json("""{"access_token":"a.b.c","expires_in":119}"""));
        };
        host.Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = host.Clock.GetUtcNow();

        (await host.DecideAsync()).Outcome.ShouldBe(DecisionOutcome.Unavailable);
        (host.Clock.GetUtcNow() - started).ShouldBe(TimeSpan.FromSeconds(5));
        host.Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_question_is_unavailable_at_once_with_the_rest_of_the_break_when_the_circuit_is_open()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.InternalServerError);
        for (var i = 0; i < 5; i++)
        {
            await host.DecideAsync(Some.QuestionOfParty(i));
        }

        host.Clock.Advance(TimeSpan.FromSeconds(3));
        var before = host.Altinn.PdpCalls.Count;

        var answer = await host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel); // with the clock standing still

        answer.Outcome.ShouldBe(DecisionOutcome.Unavailable);
        answer.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7));
        host.Altinn.PdpCalls.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Nearly_every_question_is_decided_when_two_percent_of_the_calls_fail()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 0);
        var chance = new Random(20261120);
        host.Altinn.Pdp = (call, _) =>
            chance.Next(100) < 2
                ? StubAltinn.Status(HttpStatusCode.ServiceUnavailable)
                : StubAltinn.Json(StubAltinn.Permits(call));
        var decided = 0;
        for (var i = 0; i < 5000; i++)
        {
            decided += (await host.DecideAsync(Some.QuestionOfParty(i))).Outcome == DecisionOutcome.Decided ? 1 : 0;
        }

        decided.ShouldBeGreaterThanOrEqualTo(4990);
    }

    [Fact]
    public async Task Silence_costs_each_caller_the_budget_at_most_and_later_ones_nothing_until_Altinn_answers_again()
    {
        await using var host = new DecisionHost();
        var answer = host.Altinn.Pdp;
        host.Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var asked = Enumerable
            .Range(0, 10)
            .Select(i => host.Engine.DecideAsync(Some.QuestionOfParty(i), host.Asker, Cancel).AsTask())
            .ToArray();
        var started = host.Clock.GetUtcNow();

        (await host.RunAsync(Task.WhenAll(asked))).ShouldAllBe(one => one.Outcome == DecisionOutcome.Unavailable);
        (host.Clock.GetUtcNow() - started).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        await host.Engine.DecideAsync(Some.Question(), host.Asker, Cancel); // with the clock standing still

        host.Altinn.Pdp = answer;
        var returned = host.Clock.GetUtcNow();
        while ((await host.DecideAsync()).Outcome != DecisionOutcome.Decided)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (host.Clock.GetUtcNow() - returned).ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_question_fails_and_no_exceptions_text_is_logged_when_the_apps_own_decision_point_throws()
    {
        var pdp = new StubPdp((_, _) => throw new InvalidOperationException("secret text"));
        await using var host = Replaced(pdp);

        (await host.DecideAsync()).Outcome.ShouldBe(DecisionOutcome.Failed);
        (await host.DecideAsync()).Outcome.ShouldBe(DecisionOutcome.Failed);
        pdp.Calls.ShouldBe(2);
        host.Logs.All().ShouldNotContain("secret text");
        host.Logs.All().ShouldContain("InvalidOperationException");
    }

    public static TheoryData<PolicyDecision?> UnusableDecisions =>
        [
            (PolicyDecision?)null,
            new PolicyDecision(Decision.Permit, null!),
            new PolicyDecision(Decision.Permit, [], "processing-error"),
            new PolicyDecision((Decision)17, []),
            PolicyDecision.Indeterminate,
        ];

    [Theory]
    [MemberData(nameof(UnusableDecisions))]
    public async Task A_question_is_not_decided_when_the_apps_own_decision_point_answers_nothing_usable(
        PolicyDecision? decision
    )
    {
        await using var host = Replaced(new StubPdp((_, _) => Task.FromResult(decision!)));

        var answer = await host.DecideAsync();

        answer.Outcome.ShouldBe(
            decision?.Decision == Decision.Indeterminate ? DecisionOutcome.Indeterminate : DecisionOutcome.Failed
        );
    }

    [Fact]
    public async Task A_question_is_unavailable_when_the_apps_own_decision_point_never_answers()
    {
        await using var host = Replaced(new StubPdp((_, _) => new TaskCompletionSource<PolicyDecision>().Task));

        (await host.DecideAsync()).Outcome.ShouldBe(DecisionOutcome.Unavailable);
    }

    [Fact]
    public async Task The_cache_stands_in_front_of_a_decision_point_of_the_apps_own()
    {
        var pdp = new StubPdp((_, _) => Task.FromResult(PolicyDecision.Permit));
        await using var host = Replaced(pdp);

        await host.DecideAsync();
        (await host.DecideAsync()).Source.ShouldBe(DecisionSource.Cache);
        pdp.Calls.ShouldBe(1);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DecisionHost Replaced(IPolicyDecisionPoint pdp) =>
        new(register: services => services.AddSingleton(pdp));
}
