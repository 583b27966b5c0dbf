using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Sharing;

public sealed class SharedDecisionTests : IAsyncDisposable
{
    private readonly StubCache _cache = new();
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly DecisionHost _one;
    private readonly DecisionHost _two;

    public SharedDecisionTests()
    {
        _one = NewHost(_protection);
        _two = NewHost(_protection);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task A_decision_that_one_host_asked_for_is_taken_from_the_shared_cache_by_another()
    {
        _one.Altinn.Pdp = (_, _) =>
            StubAltinn.Json(
                """{"response":[{"decision":"Permit","obligations":[{"attributeAssignment":[{"category":"urn:altinn:minimum-authenticationlevel","value":"4"}]}]}]}"""
            );
        var asked = await DecideAsync(_one);
        _two.Clock.Advance(TimeSpan.FromSeconds(30));

        var answer = await DecideAsync(_two);

        answer.Source.ShouldBe(DecisionSource.Distributed);
        answer.Decision!.Obligations.ShouldBe([new Obligation("urn:altinn:minimum-authenticationlevel", "4")]);
        answer.DecidedAt.ShouldBe(asked.DecidedAt);
        _two.Altinn.PdpCalls.ShouldBeEmpty();
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Cache);
    }

    [Fact]
    public async Task A_shared_decision_lives_no_longer_than_it_would_have_alone()
    {
        await DecideAsync(_one);
        _two.Clock.Advance(TimeSpan.FromSeconds(50));
        await DecideAsync(_two);
        _two.Clock.Advance(TimeSpan.FromSeconds(10));

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_host_takes_no_shared_decision_when_its_own_lifetime_is_zero()
    {
        await DecideAsync(_one);
        await using var careful = NewHost(_protection, options => options.Decisions.PermitLifetime = TimeSpan.Zero);

        (await DecideAsync(careful, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_host_takes_no_shared_decision_when_its_own_lifetime_is_zero_and_the_others_clock_is_ahead()
    {
        _one.Clock.Advance(TimeSpan.FromSeconds(10));
        await DecideAsync(_one);
        await using var careful = NewHost(_protection, options => options.Decisions.PermitLifetime = TimeSpan.Zero);

        (await DecideAsync(careful, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_shared_decision_lives_no_longer_when_its_hosts_clock_is_ahead()
    {
        _one.Clock.Advance(TimeSpan.FromSeconds(30));
        await DecideAsync(_one);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Distributed);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Cache);
        _two.Clock.Advance(TimeSpan.FromMinutes(1));

        _cache.Entries.Clear();
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_shared_decision_is_not_taken_when_its_hosts_clock_is_more_than_half_a_minute_ahead()
    {
        _one.Clock.Advance(TimeSpan.FromSeconds(30.1));
        await DecideAsync(_one);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task Decisions_of_a_batch_are_shared()
    {
        DecisionQuestion[] questions = [.. Enumerable.Range(1, 60).Select(Some.QuestionOfParty)];
        await _one.RunAsync(_one.Engine.DecideManyAsync(questions, _one.Asker, Cancel));
        await Poll.UntilAsync(() => _cache.Writes == questions.Length);

        var answers = await _two.RunAsync(_two.Engine.DecideManyAsync(questions, _two.Asker, Cancel));

        answers.ShouldAllBe(answer => answer.Source == DecisionSource.Distributed);
    }

    [Fact]
    public async Task A_shared_decision_is_not_used_after_its_system_user_was_forgotten()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        await using var third = NewHost(_protection);
        (await DecideAsync(third)).Source.ShouldBe(DecisionSource.Distributed);
    }

    [Fact]
    public async Task The_answer_of_another_hosts_call_is_not_used_when_it_was_under_way_at_the_forgetting()
    {
        var release = _one.Altinn.HoldPdp();
        var before = _one.Engine.DecideAsync(Some.Question(), _one.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => _one.Altinn.PdpCalls.Count == 1);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        release.SetResult();
        await before;

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_shared_permit_is_not_used_when_it_is_forgotten_while_it_is_read()
    {
        await DecideAsync(_one);
        var release = _cache.HoldReads();
        var before = _two.Engine.DecideAsync(Some.Question(), _two.Asker, Cancel).AsTask();
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        Refuse(_two);
        release.SetResult();

        (await before).Decision!.Decision.ShouldBe(Decision.Deny);
        (await DecideAsync(_two)).Decision!.Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task A_shared_permit_stays_forgotten_when_the_cache_is_silent_meanwhile()
    {
        await DecideAsync(_one);
        _cache.IsSilent = true;
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        Refuse(_two);

        (await DecideAsync(_two)).Decision!.Decision.ShouldBe(Decision.Deny);
        _two.Clock.Advance(TimeSpan.FromSeconds(5));
        _cache.IsSilent = false;
        (await DecideAsync(_two)).Decision!.Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task Only_other_hosts_use_a_forgotten_decision_when_the_cache_could_not_be_told()
    {
        await DecideAsync(_one);
        _cache.FailWrites = true;
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await using var third = NewHost(_protection);

        (await DecideAsync(third)).Source.ShouldBe(DecisionSource.Distributed);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_call_from_before_the_forgetting_shares_nothing_even_when_the_cache_could_not_be_told()
    {
        var release = _one.Altinn.HoldPdp();
        var before = _one.Engine.DecideAsync(Some.Question(), _one.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => _one.Altinn.PdpCalls.Count == 1);
        _cache.FailWrites = true;
        await _one.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        _cache.FailWrites = false;
        release.SetResult();
        await before;

        _cache.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_is_shared_again_when_it_was_asked_after_the_forgetting()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await using var third = NewHost(_protection);
        await DecideAsync(third);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Distributed);
    }

    [Fact]
    public async Task No_host_uses_a_decision_from_before_when_two_hosts_forget_the_same_system_user()
    {
        await DecideAsync(_one);
        await _one.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        Refuse(_one);
        Refuse(_two);

        (await DecideAsync(_one)).Decision!.Decision.ShouldBe(Decision.Deny);
        (await DecideAsync(_two)).Decision!.Decision.ShouldBe(Decision.Deny);
    }

    [Fact]
    public async Task A_forgotten_permit_does_not_come_back_when_the_cache_evicts_the_generation()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        _cache.Entries.TryRemove(SharedKey.OfForgetting(Some.Question().Subject), out _).ShouldBeTrue();

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_forgotten_permit_does_not_come_back_when_the_clock_is_set_back()
    {
        await DecideAsync(_one);
        _cache.FailWrites = true;
        _two.Clock.Advance(TimeSpan.FromSeconds(30));
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        _two.Clock.SetBack(TimeSpan.FromSeconds(30));

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task An_unknown_party_is_not_shared()
    {
        _one.Altinn.Pdp = (_, _) =>
            StubAltinn.Json(
                """{"response":[{"decision":"Indeterminate","status":{"statusCode":{"value":"urn:oasis:names:tc:xacml:1.0:status:syntax-error"}}}]}"""
            );

        (await DecideAsync(_one, Some.Question(party: "312714052"))).Outcome.ShouldBe(DecisionOutcome.PartyUnknown);

        _cache.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shared_entry_is_not_used_when_it_is_copied_under_another_key()
    {
        await DecideAsync(_one);
        var other = Some.Question(party: "310904473");
        var entry = _cache.Entries[SharedKey.OfDecision(SharedKey.HashOf(Some.Question()))];
        _cache.Entries[SharedKey.OfDecision(SharedKey.HashOf(other))] = entry;

        (await DecideAsync(_two, other)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_shared_entry_is_not_used_when_it_is_bent_cut_or_made_up()
    {
        await DecideAsync(_one);
        var key = SharedKey.OfDecision(SharedKey.HashOf(Some.Question()));
        var entry = _cache.Entries[key];
        byte[][] forgeries =
        [
            [],
            Encoding.UTF8.GetBytes("{}"),
            entry[..^1],
            [.. entry[..^1], (byte)(entry[^1] ^ 1)],
            _protection.CreateProtector("other").Protect("{}"u8.ToArray()),
        ];
        foreach (var forgery in forgeries)
        {
            await using var host = NewHost(_protection);
            _cache.Entries[key] = forgery;

            (await DecideAsync(host, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        }
    }

    [Fact]
    public async Task A_shared_entry_is_not_used_by_a_host_with_other_data_protection_keys()
    {
        await DecideAsync(_one);
        await using var stranger = NewHost(new EphemeralDataProtectionProvider());

        (await DecideAsync(stranger, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task Nothing_in_the_shared_cache_tells_who_asks_for_what()
    {
        await DecideAsync(_one);

        var everything = string.Concat(
            _cache.Entries.Select(entry => entry.Key + Encoding.Latin1.GetString(entry.Value))
        );
        everything.ShouldNotContain("910459880");
        everything.ShouldNotContain("47caea5b");
        everything.ShouldNotContain("ttd-externalpdp");
        everything.ShouldNotContain("Permit");
    }

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("all")]
    public async Task Questions_are_decided_when_the_shared_cache_fails(string what)
    {
        _cache.FailReads = what is "read" or "all";
        _cache.FailWrites = what is "write" or "all";

        (await DecideAsync(_one)).Outcome.ShouldBe(DecisionOutcome.Decided);
        await _one.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await Poll.UntilAsync(() => _one.Logs.Of("SharedCacheFailed").Length > 0);
        _one.Logs.Of("SharedCacheNotTold").Length.ShouldBe(_cache.FailWrites ? 1 : 0);
    }

    [Fact]
    public async Task A_question_costs_fifty_milliseconds_more_when_the_shared_cache_is_silent()
    {
        _cache.IsSilent = true;
        var started = _one.Clock.GetUtcNow();

        (await DecideAsync(_one)).Outcome.ShouldBe(DecisionOutcome.Decided);

        (_one.Clock.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Many_questions_cost_a_quarter_of_a_second_more_when_the_shared_cache_is_silent()
    {
        _cache.IsSilent = true;
        var started = _one.Clock.GetUtcNow();
        DecisionQuestion[] questions = [.. Enumerable.Range(0, 1000).Select(Some.QuestionOfParty)];

        var answers = await _one.DecideManyAsync(questions);

        answers.ShouldAllBe(answer => answer.Outcome == DecisionOutcome.Decided);
        (_one.Clock.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task A_forgetting_is_told_while_eight_questions_hang_in_the_shared_cache()
    {
        _cache.IsSilent = true;
        for (var i = 0; i < 9; i++)
        {
            await _one.DecideAsync(Some.QuestionOfParty(i));
        }

        _cache.IsSilent = false;
        await _one.Engine.ForgetAsync(Some.Question().Subject, Cancel);

        _one.Logs.Of("SharedCacheNotTold").ShouldBeEmpty();
    }

    [Fact]
    public async Task No_decision_is_shared_by_default()
    {
        await using var host = new DecisionHost(register: services => services.AddSingleton<IDistributedCache>(_cache));

        await DecideAsync(host, isShared: false);

        _cache.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_Indeterminate_is_not_shared()
    {
        _one.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Indeterminate"}]}""");

        await DecideAsync(_one);

        _cache.Entries.ShouldBeEmpty();
    }

    private static void Refuse(DecisionHost host) =>
        host.Altinn.Pdp = (_, _) => StubAltinn.Json("""{"response":[{"decision":"Deny"}]}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Decides, and waits until what was decided is shared, which nobody who asks waits for.</summary>
    private async Task<DecisionAnswer> DecideAsync(
        DecisionHost host,
        DecisionQuestion? question = null,
        bool isShared = true
    )
    {
        var before = _cache.Writes;
        var answer = await host.DecideAsync(question);
        if (
            isShared
            && !_cache.FailReads
            && !_cache.IsSilent
            && answer is { Outcome: DecisionOutcome.Decided, Source: DecisionSource.PolicyDecisionPoint }
        )
        {
            await Poll.UntilAsync(() => _cache.Writes > before);
        }

        return answer;
    }

    private DecisionHost NewHost(IDataProtectionProvider protection, Action<SystemUserOptions>? configure = null) =>
        new(
            options =>
            {
                options.Decisions.UseDistributedCache = true;
                configure?.Invoke(options);
            },
            services =>
            {
                services.AddSingleton<IDistributedCache>(_cache);
                services.AddSingleton(protection);
            }
        );

    private sealed class StubCache : IDistributedCache
    {
        private int _writes;

        public ConcurrentDictionary<string, byte[]> Entries { get; } = new();

        public bool FailReads { get; set; }

        public bool FailWrites { get; set; }

        public bool IsSilent { get; set; }

        /// <summary>Gets how often it was written to, with or without success.</summary>
        public int Writes => Volatile.Read(ref _writes);

        private Task Held { get; set; } = Task.CompletedTask;

        public TaskCompletionSource HoldReads()
        {
            var release = new TaskCompletionSource();
            Held = release.Task;
            return release;
        }

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            if (FailReads)
            {
                throw new IOException("cache down");
            }

            var found = Entries.GetValueOrDefault(key);
            await (IsSilent ? new TaskCompletionSource().Task : Held);
            return found;
        }

        public Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        )
        {
            if (!FailWrites)
            {
                options.AbsoluteExpirationRelativeToNow!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
                Entries[key] = value;
            }

            Interlocked.Increment(ref _writes);
            return FailWrites ? throw new IOException("cache down") : Task.CompletedTask;
        }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
    }
}
