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
    public async Task What_one_host_asked_the_other_knows()
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
    public async Task A_host_that_remembers_nothing_takes_nothing_from_the_others()
    {
        await DecideAsync(_one);
        await using var careful = NewHost(_protection, options => options.Decisions.PermitLifetime = TimeSpan.Zero);

        (await DecideAsync(careful, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_decision_from_a_host_whose_clock_is_ahead_lives_no_longer()
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
    public async Task A_decision_from_a_host_whose_clock_is_far_ahead_is_not_taken_for_it_could_be_taken_again_and_again()
    {
        _one.Clock.Advance(TimeSpan.FromSeconds(30.1));
        await DecideAsync(_one);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task Batches_share_too()
    {
        DecisionQuestion[] questions = [.. Enumerable.Range(1, 60).Select(Some.QuestionOfParty)];
        await _one.RunAsync(_one.Engine.DecideManyAsync(questions, _one.Asker, Cancel));
        await Poll.UntilAsync(() => _cache.Writes == questions.Length);

        var answers = await _two.RunAsync(_two.Engine.DecideManyAsync(questions, _two.Asker, Cancel));

        answers.ShouldAllBe(answer => answer.Source == DecisionSource.Distributed);
    }

    [Fact]
    public async Task Forgetting_reaches_the_shared_cache()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        await using var third = NewHost(_protection);
        (await DecideAsync(third)).Source.ShouldBe(DecisionSource.Distributed);
    }

    [Fact]
    public async Task Forgetting_on_one_host_outruns_a_flight_of_another()
    {
        var release = DecisionEngineTests.Hold(_one);
        var before = _one.Engine.DecideAsync(Some.Question(), _one.Asker, Cancel).AsTask();
        await Poll.UntilAsync(() => _one.Altinn.PdpCalls.Count == 1);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        release.SetResult();
        await before;

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_permit_that_is_read_while_it_is_forgotten_is_taken_up_by_nobody()
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
    public async Task A_read_that_never_ends_is_given_up_and_leaves_the_permit_forgotten()
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
    public async Task A_host_that_was_not_told_may_use_what_was_shared_and_the_host_that_forgot_may_not()
    {
        await DecideAsync(_one);
        _cache.FailWrites = true;
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await using var third = NewHost(_protection);

        (await DecideAsync(third)).Source.ShouldBe(DecisionSource.Distributed);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_flight_from_before_the_forgetting_shares_nothing_even_if_the_cache_was_not_told()
    {
        var release = DecisionEngineTests.Hold(_one);
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
    public async Task What_another_host_asked_after_it_heard_of_the_forgetting_is_shared_again()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await using var third = NewHost(_protection);
        await DecideAsync(third);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Distributed);
    }

    [Fact]
    public async Task Forgetting_twice_on_two_hosts_leaves_neither_with_what_was_before()
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
    public async Task An_evicted_generation_brings_no_forgotten_permit_back()
    {
        await DecideAsync(_one);
        await _two.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        _cache.Entries.TryRemove(SharedKey.OfGeneration(Some.Question().Subject), out _).ShouldBeTrue();

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_clock_set_back_brings_no_forgotten_permit_back()
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
    public async Task An_entry_copied_under_another_key_is_worth_nothing()
    {
        await DecideAsync(_one);
        var other = Some.Question(party: "310904473");
        var entry = _cache.Entries[SharedKey.OfDecision(SharedKey.HashOf(Some.Question()))];
        _cache.Entries[SharedKey.OfDecision(SharedKey.HashOf(other))] = entry;

        (await DecideAsync(_two, other)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task An_entry_that_is_bent_cut_or_made_up_is_worth_nothing()
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
    public async Task A_host_with_other_keys_shares_nothing()
    {
        await DecideAsync(_one);
        await using var stranger = NewHost(new EphemeralDataProtectionProvider());

        (await DecideAsync(stranger, isShared: false)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task Nothing_in_the_cache_tells_who_asks_for_what()
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
    public async Task A_cache_that_fails_is_harmless(string what)
    {
        _cache.FailReads = what is "read" or "all";
        _cache.FailWrites = what is "write" or "all";

        (await DecideAsync(_one)).Outcome.ShouldBe(DecisionOutcome.Decided);
        await _one.Engine.ForgetAsync(Some.Question().Subject, Cancel);
        await Poll.UntilAsync(() => _one.Logs.Of("SharedCacheFailed").Length > 0);
        _one.Logs.Of("SharedCacheNotTold").Length.ShouldBe(_cache.FailWrites ? 1 : 0);
    }

    [Fact]
    public async Task A_cache_that_is_silent_costs_fifty_milliseconds()
    {
        _cache.IsSilent = true;
        var started = _one.Clock.GetUtcNow();

        (await DecideAsync(_one)).Outcome.ShouldBe(DecisionOutcome.Decided);

        (_one.Clock.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Nothing_is_shared_unless_that_is_turned_on()
    {
        await using var host = new DecisionHost(register: services => services.AddSingleton<IDistributedCache>(_cache));

        await DecideAsync(host, isShared: false);

        _cache.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Indeterminate_is_not_shared()
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
        var answer = await host.RunAsync(host.Engine.DecideAsync(question ?? Some.Question(), host.Asker, Cancel));
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
