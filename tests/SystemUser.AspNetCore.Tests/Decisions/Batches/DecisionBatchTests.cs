using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Batches;

public sealed class DecisionBatchTests
{
    private const string BadParty = "310000007";

    [Fact]
    public async Task A_thousand_questions_take_forty_calls_and_none_the_second_time()
    {
        await using var host = new DecisionHost();
        var questions = Parties(1000);

        (await host.DecideManyAsync(questions)).ShouldAllBe(answer => answer.Decision!.Decision == Decision.Permit);
        host.Altinn.PdpCalls.Count.ShouldBe(40);

        (await host.DecideManyAsync(questions)).ShouldAllBe(answer => answer.Source == DecisionSource.Cache);
        host.Altinn.PdpCalls.Count.ShouldBe(40);
    }

    [Fact]
    public async Task Answers_of_a_batch_stand_in_the_order_of_its_questions()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Results(
                    call,
                    resource =>
                        int.Parse(StubAltinn.Party(resource)) % 3 == 0
                            ? """{"decision":"Permit"}"""
                            : """{"decision":"NotApplicable"}"""
                )
            );
        var questions = Parties(60);

        var answers = await host.DecideManyAsync(questions);

        for (var i = 0; i < questions.Length; i++)
        {
            answers[i]
                .Decision!.Decision.ShouldBe(
                    int.Parse(questions[i].Party.ToString()) % 3 == 0 ? Decision.Permit : Decision.NotApplicable
                );
        }
    }

    [Fact]
    public async Task A_batch_asks_cached_questions_not_at_all_and_repeated_ones_once()
    {
        await using var host = new DecisionHost();
        await host.DecideManyAsync(Parties(2));
        host.Altinn.PdpCalls.Clear();

        var questions = Parties(4);
        var answers = await host.DecideManyAsync([.. questions, .. questions]);

        StubAltinn.Questions(host.Altinn.PdpCalls.ShouldHaveSingleItem()).Count.ShouldBe(2);
        answers.Select(answer => answer.Outcome).ShouldAllBe(outcome => outcome == DecisionOutcome.Decided);
        answers[0].Source.ShouldBe(DecisionSource.Cache);
        answers[3].Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        answers[7].Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_batch_asks_each_resource_in_a_request_of_its_own()
    {
        await using var host = new DecisionHost();
        var questions = Parties(3).Concat(Parties(3).Select(OfOtherResource)).ToArray();

        await host.DecideManyAsync(questions);

        host.Altinn.PdpCalls.Count.ShouldBe(2);
        foreach (var call in host.Altinn.PdpCalls)
        {
            StubAltinn
                .Questions(call)
                .Select(resource => (string)resource["Attribute"]![0]!["Value"]!)
                .Distinct()
                .ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task A_batch_of_one_is_asked_as_a_single_question_and_an_empty_one_not_at_all()
    {
        await using var host = new DecisionHost();

        (await host.DecideManyAsync()).ShouldBeEmpty();
        host.Altinn.GrantCalls.ShouldBeEmpty();
        await host.DecideManyAsync(Parties(1));
        host.Altinn.PdpCalls.Single().Body.ShouldNotContain("MultiRequests");
        await host.DecideManyAsync([Parties(3)[1], OfOtherResource(Parties(3)[2])]);
        host.Altinn.PdpCalls.ShouldAllBe(call => !call.Body.Contains("MultiRequests"));
    }

    [Fact]
    public async Task A_batch_joins_a_question_under_way_and_a_later_question_joins_the_batch()
    {
        await using var host = new DecisionHost();
        await host.Tokens.GetTokenAsync("altinn:authorization/authorize", null, Cancel);
        var release = host.Altinn.HoldPdp();
        var questions = Parties(3);

        var single = host.Engine.DecideAsync(questions[0], host.Asker, Cancel).AsTask();
        var batch = host.Engine.DecideManyAsync(questions, host.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 2);
        var late = host.Engine.DecideAsync(questions[2], host.Asker, Cancel).AsTask();
        release.SetResult();

        (await single).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        (await batch)
            .Select(answer => answer.Source)
            .ShouldBe([
                DecisionSource.Coalesced,
                DecisionSource.PolicyDecisionPoint,
                DecisionSource.PolicyDecisionPoint,
            ]);
        (await late).Source.ShouldBe(DecisionSource.Coalesced);
        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_more_requests_than_BatchConcurrency_are_under_way_at_once()
    {
        await using var host = new DecisionHost(options => options.Decisions.BatchConcurrency = 3);
        var flying = 0;
        var most = 0;
        var gate = new SemaphoreSlim(0);
        host.Altinn.Pdp = async (call, _) =>
        {
            var now = Interlocked.Increment(ref flying);
            InterlockedMax(ref most, now);
            await gate.WaitAsync(Cancel);
            Interlocked.Decrement(ref flying);
            return await StubAltinn.Json(StubAltinn.Permits(call));
        };

        var asking = host.Engine.DecideManyAsync(Parties(250), host.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => Volatile.Read(ref flying) == 3);
        gate.Release(10);
        await asking;

        most.ShouldBe(3);
        host.Altinn.PdpCalls.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("""{"response":[{"decision":"Indeterminate"}]}""")]
    [InlineData("""{"response":[{"decision":"Permit"}]}""")]
    [InlineData("""{"response":[]}""")]
    [InlineData("nonsense")]
    public async Task Halving_finds_the_question_that_spoils_a_batch(string spoiled)
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Questions(call) is var questions
                && !questions.Exists(resource => StubAltinn.Party(resource) == BadParty)
                    ? StubAltinn.Permits(call)
                : questions.Count > 1 ? spoiled
                : """{"response":[{"decision":"Indeterminate"}]}"""
            );
        var asked = Parties(16);

        var answers = await host.DecideManyAsync(asked);

        for (var i = 0; i < asked.Length; i++)
        {
            var isBad = asked[i].Party.ToString() == BadParty;
            answers[i].Outcome.ShouldBe(isBad ? DecisionOutcome.Indeterminate : DecisionOutcome.Decided);
        }

        host.Altinn.PdpCalls.Count.ShouldBe(9); // 16, then 8+8, 4+4, 2+2, 1+1
    }

    [Theory]
    [InlineData(1)]
    [InlineData(51)]
    [InlineData(100)]
    public async Task Halving_finds_one_bad_question_of_a_hundred_in_fifteen_calls_at_most(int bad)
    {
        await using var host = new DecisionHost(options => options.Decisions.BatchSize = 100);
        SpoilBatchesOf(host, bad);

        var answers = await host.DecideManyAsync(Parties(100));

        Failed(answers).ShouldBe([bad]);
        host.Altinn.PdpCalls.Count.ShouldBeLessThanOrEqualTo(15);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 25)]
    [InlineData(6, 19)]
    [InlineData(12, 13)]
    [InlineData(24, 25)]
    public async Task Halving_finds_two_bad_questions_wherever_they_stand(int first, int second)
    {
        await using var host = new DecisionHost();
        SpoilBatchesOf(host, first, second);

        Failed(await host.DecideManyAsync(Parties(25))).ShouldBe([first, second]);
    }

    [Fact]
    public async Task Halving_is_given_up_when_more_is_wrong_than_two_bad_questions_account_for()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("{}");

        var answers = await host.DecideManyAsync(Parties(25));

        answers.ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Failed);
        host.Altinn.PdpCalls.Count.ShouldBe(12);
    }

    [Fact]
    public async Task No_further_batch_is_asked_when_nothing_can_be_made_of_the_first()
    {
        await using var host = new DecisionHost(options => options.Decisions.BatchConcurrency = 1);
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("{}");

        var answers = await host.DecideManyAsync(Parties(1000));

        answers.ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Failed);
        host.Altinn.PdpCalls.Count.ShouldBe(12);
    }

    [Fact]
    public async Task Further_batches_are_asked_when_the_decision_point_has_decided_something()
    {
        await using var host = new DecisionHost(options => options.Decisions.BatchConcurrency = 1);
        int[] bad = [.. Enumerable.Range(26, 25)];
        SpoilBatchesOf(host, bad);

        var answers = await host.DecideManyAsync(Parties(75));

        Failed(answers).ShouldBe(bad);
        host.Altinn.PdpCalls.Count.ShouldBe(14);
    }

    [Fact]
    public async Task Decisions_beside_an_Indeterminate_are_kept_and_that_question_is_asked_alone()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Results(
                    call,
                    resource =>
                        StubAltinn.Party(resource) == BadParty
                            ? """{"decision":"Indeterminate"}"""
                            : """{"decision":"Permit"}"""
                )
            );

        var answers = await host.DecideManyAsync(Parties(16));

        answers.Count(answer => answer.Outcome == DecisionOutcome.Decided).ShouldBe(15);
        host.Altinn.PdpCalls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_resource_that_spoiled_a_batch_stays_out_of_batches_for_a_minute_and_no_other_does()
    {
        await using var host = new DecisionHost();
        var permits = host.Altinn.Pdp;
        host.Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Questions(call).Count > 1
                    ? """{"response":[{"decision":"Indeterminate"}]}"""
                    : StubAltinn.Permits(call)
            );
        (await host.DecideManyAsync(Parties(2))).ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        host.Altinn.Pdp = permits;
        host.Altinn.PdpCalls.Clear();

        await host.DecideManyAsync([.. Parties(6)[2..], .. Parties(6)[2..].Select(OfOtherResource)]);
        host.Altinn.PdpCalls.Count.ShouldBe(5);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Altinn.PdpCalls.Clear();
        await host.DecideManyAsync(Parties(10)[6..]);
        host.Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_resource_is_batched_again_after_a_minute_when_the_clock_was_set_back()
    {
        await using var host = new DecisionHost();
        SpoilBatchesOf(host, 1);
        await host.DecideManyAsync(Parties(2));
        host.Clock.SetBack(TimeSpan.FromMinutes(30));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        host.Altinn.PdpCalls.Clear();

        await host.DecideManyAsync(Parties(10)[2..]);

        host.Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, nameof(DecisionOutcome.Unavailable), 2)]
    [InlineData(HttpStatusCode.Forbidden, nameof(DecisionOutcome.Failed), 1)]
    [InlineData(HttpStatusCode.BadRequest, nameof(DecisionOutcome.Failed), 1)]
    public async Task A_batch_is_not_halved_when_no_question_is_at_fault(
        HttpStatusCode status,
        string outcome,
        int calls
    )
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, _) => StubAltinn.Status(status);

        (await host.DecideManyAsync(Parties(10))).ShouldAllBe(answer => answer.Outcome.ToString() == outcome);
        host.Altinn.PdpCalls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_whole_batch_is_unavailable_within_one_budget_when_Altinn_is_silent()
    {
        await using var host = new DecisionHost();
        host.Altinn.Pdp = (_, cancellationToken) => StubAltinn.Silence(cancellationToken);
        var started = host.Clock.GetUtcNow();

        (await host.DecideManyAsync(Parties(300))).ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Unavailable);
        (host.Clock.GetUtcNow() - started).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_batch_goes_on_when_the_caller_who_asked_hangs_up()
    {
        await using var host = new DecisionHost();
        var release = host.Altinn.HoldPdp();
        using var hangUp = new CancellationTokenSource();

        var asking = host.Engine.DecideManyAsync(Parties(3), host.Asker, hangUp.Token).AsTask();
        await Poll.UntilAsync(() => host.Altinn.PdpCalls.Count == 1);
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
        var joined = host.Engine.DecideManyAsync(Parties(3), host.Asker, Cancel).AsTask();
        release.SetResult();

        (await joined).ShouldAllBe(answer => answer.Source == DecisionSource.Coalesced);
        host.Altinn.PdpCalls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_call_of_a_batch_counts_once_against_the_allowance()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 2);

        var answers = await host.DecideManyAsync(Parties(75));

        answers.Count(answer => answer.Outcome == DecisionOutcome.Decided).ShouldBe(50);
        answers.Count(answer => answer.Outcome == DecisionOutcome.TooManyQuestions).ShouldBe(25);
    }

    [Fact]
    public async Task Each_call_of_halving_counts_against_the_allowance()
    {
        await using var host = new DecisionHost(options => options.Decisions.UncachedPerSystemUserPerMinute = 5);
        SpoilBatchesOf(host, 16);

        var answers = await host.DecideManyAsync(Parties(16)); // 16, 8 decided, 8, 4 decided, 4; and no more

        host.Altinn.PdpCalls.Count.ShouldBe(5);
        answers.Take(12).ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        answers.Skip(12).ShouldAllBe(answer => answer.Outcome == DecisionOutcome.TooManyQuestions);
    }

    [Fact]
    public async Task A_batch_is_asked_one_by_one_of_a_decision_point_of_the_apps_own()
    {
        var pdp = new StubPdp((_, _) => Task.FromResult(PolicyDecision.Permit));
        await using var host = new DecisionHost(register: services => services.AddSingleton<IPolicyDecisionPoint>(pdp));

        (await host.DecideManyAsync(Parties(30))).ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        pdp.Calls.ShouldBe(30);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DecisionQuestion[] Parties(int count) =>
        [.. Enumerable.Range(1, count).Select(Some.QuestionOfParty)];

    /// <summary>Answers as Altinn does when it cannot work on some of the questions: one Indeterminate for all that were asked together.</summary>
    private static void SpoilBatchesOf(DecisionHost host, params int[] bad)
    {
        var badParties = bad.Select(number => Some.QuestionOfParty(number).Party.ToString()).ToHashSet();
        host.Altinn.Pdp = (call, _) =>
            StubAltinn.Json(
                StubAltinn.Questions(call).Exists(resource => badParties.Contains(StubAltinn.Party(resource)))
                    ? """{"response":[{"decision":"Indeterminate"}]}"""
                    : StubAltinn.Permits(call)
            );
    }

    private static IEnumerable<int> Failed(DecisionAnswer[] answers) =>
        Enumerable
            .Range(1, answers.Length)
            .Where(number => answers[number - 1].Outcome is DecisionOutcome.Indeterminate or DecisionOutcome.Failed);

    private static DecisionQuestion OfOtherResource(DecisionQuestion question) =>
        question with
        {
            Right = question.Right with { Resource = ResourceId.Parse("other-resource") },
        };

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value)
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
