using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions.Sharing;

/// <summary>Two hosts over a store that wakes nobody, so that each hears of the other when it reads the log, twice a second.</summary>
public sealed class ForgettingFollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(500);

    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly StubStore _store = new();
    private readonly DecisionHost _one;
    private readonly DecisionHost _two;

    public ForgettingFollowerTests() => (_one, _two) = (NewHost(_store), NewHost(_store));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await FollowAsync(_one);
        await FollowAsync(_two);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task A_host_hears_of_a_forgetting_within_half_a_second_though_nothing_wakes_it()
    {
        await ShareAsync(_one);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Distributed);

        await ForgetAsync(_one);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Cache);
        await HearAsync(_two);

        await ComesFromAsync(_two, DecisionSource.PolicyDecisionPoint);
        _one.Logs.Of("SystemUserForgottenEverywhere").ShouldHaveSingleItem();
        _one.Logs.Of("SystemUserForgotten").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_forgets_all_when_the_store_has_lost_something()
    {
        await DecideAsync(_two);
        _store.Empty();

        await HearAsync(_two);

        await ComesFromAsync(_two, DecisionSource.PolicyDecisionPoint);
        _two.Logs.Of("AllForgotten").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_shared_since_a_forgetting_is_not_taken_when_the_store_has_lost_something_since()
    {
        await ForgetAsync(_one);
        await ShareAsync(_one);
        await using var before = NewHost(_store);
        (await DecideAsync(before)).Source.ShouldBe(DecisionSource.Distributed);

        _store.Epoch = Guid.NewGuid();

        await using var after = NewHost(_store);
        (await DecideAsync(after)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_host_forgets_all_when_the_log_holds_what_it_cannot_open()
    {
        await ShareAsync(_two);
        _store.Append("bent"u8.ToArray());

        await HearAsync(_two);

        await ComesFromAsync(_two, DecisionSource.Distributed); // nobody was forgotten that it asked for
        _two.Logs.Of("SharedEntryForeign").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_could_not_read_hears_what_it_missed_and_forgets_nothing_else()
    {
        var other = Some.Question(systemUser: Guid.NewGuid().ToString());
        await DecideAsync(_two);
        await DecideAsync(_two, other);
        await ForgetAsync(_one);
        await ForgetAsync(_one); // two pages
        _store.IsDown = true;
        await HearAsync(_two);
        await Poll.UntilAsync(() => _two.Logs.Of("ForgettingsNotHeard").Length == 1);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Cache);

        _store.IsDown = false;
        await HearAsync(_two);

        await Poll.UntilAsync(() => _two.Logs.Of("ForgettingsHeardAgain").Length == 1);
        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        (await DecideAsync(_two, other)).Source.ShouldBe(DecisionSource.Cache);
        _two.Logs.Of("AllForgotten").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_host_decided_before_it_could_first_read_is_forgotten_then()
    {
        _store.IsDown = true;
        await using var late = NewHost(_store);
        await FollowAsync(late);
        await DecideAsync(late);
        _store.IsDown = false;

        await HearAsync(late);

        await Poll.UntilAsync(() => late.Logs.Of("AllForgotten").Length == 1);
        (await DecideAsync(late)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task A_forgetting_that_the_store_did_not_take_is_told_when_it_does()
    {
        await DecideAsync(_two);
        _store.IsDown = true;
        await ForgetAsync(_one);
        _one.Logs.Of("SharedCacheNotTold").ShouldHaveSingleItem();
        _one.Logs.Of("SystemUserForgottenEverywhere").ShouldBeEmpty();

        _store.IsDown = false;
        await HearAsync(_one);
        await Poll.UntilAsync(() => _store.Entries.Keys.Any(name => name.Contains("forgetting")));
        await HearAsync(_two);

        await ComesFromAsync(_two, DecisionSource.PolicyDecisionPoint);
    }

    [Fact]
    public async Task All_of_many_forgettings_that_the_store_did_not_take_are_told_when_it_does()
    {
        _store.IsDown = true;
        await ForgetAsync(_one, 1500);

        _store.IsDown = false;
        await Poll.UntilAsync(() =>
        {
            _one.Clock.Advance(s_pace / 100);
            return _one.Services.GetRequiredService<UntoldForgettings>().Failed.Count == 0;
        });

        _store.Entries.Keys.Count(name => name.Contains("forgetting")).ShouldBe(1500);
        _one.Logs.Of("ForgettingLost").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_forgetting_that_can_neither_be_told_nor_kept_is_an_error_and_one_that_is_kept_already_is_not()
    {
        _store.IsDown = true;
        await ForgetAsync(_one);
        var untold = _one.Services.GetRequiredService<UntoldForgettings>();
        for (var i = 1; i < 100_000; i++)
        {
            untold.TryBegin(SomeSystemUser(), Guid.NewGuid()).ShouldBeTrue();
        }

        await ForgetAsync(_one); // once more
        _one.Logs.Of("ForgettingLost").ShouldBeEmpty();
        await ForgetAsync(_one, 1);

        _one.Logs.Of("ForgettingLost")
            .ShouldHaveSingleItem()
            .ShouldContain("They may use what was decided before until SystemUser:Decisions:PermitLifetime is over.");
    }

    [Fact]
    public async Task A_host_hears_the_others_between_two_forgettings_when_telling_takes_long()
    {
        _store.IsDown = true;
        await ForgetAsync(_one, 2);
        var reads = new ConcurrentQueue<int>();
        var both = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.AfterForgetting = () =>
        {
            reads.Enqueue(_store.Reads);
            _one.Clock.Advance(s_pace);
            return reads.Count == 2 ? Task.FromResult(both.TrySetResult(true)) : Task.CompletedTask;
        };

        _store.IsDown = false;
        await _one.Clock.AdvanceUntilAsync(both.Task, TimeSpan.FromMinutes(1));

        reads.Last().ShouldBeGreaterThan(reads.First());
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("hangs")]
    public async Task A_forgetting_that_the_store_took_all_the_same_is_not_told_again(string what)
    {
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.AfterForgetting = () =>
        {
            taken.SetResult();
            return what == "fails" ? Task.FromException(new IOException()) : new TaskCompletionSource().Task;
        };
        var forgetting = ForgetAsync(_one);
        await taken.Task;
        _store.AfterForgetting = () => Task.CompletedTask;
        await ForgetAsync(_two);
        await HearAsync(_one); // what hangs is given up meanwhile
        await forgetting;
        await HearAsync(_one);
        await HearAsync(_two);
        _one.Logs.Of("SharedCacheNotTold").ShouldHaveSingleItem();

        await ShareAsync(_one);

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.Distributed);
    }

    [Fact]
    public async Task Nothing_is_shared_when_the_store_cannot_tell_whether_it_has_lost_anything()
    {
        await ShareAsync(_one);
        _store.Epoch = Guid.Empty;

        (await DecideAsync(_two)).Source.ShouldBe(DecisionSource.PolicyDecisionPoint);
        _store.Entries.Keys.Count(name => name.Contains("decision")).ShouldBe(1);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("blocks")]
    [InlineData("never ends")]
    [InlineData("gives nothing")]
    public async Task Questions_are_decided_whatever_a_store_does(string what)
    {
        using var released = new ManualResetEventSlim();
        var store = new BadStore(what, released);
        await using var host = NewHost(store);
        var following = host.Services.GetRequiredService<ForgettingFollower>().StartAsync(Cancel);
        await host.Clock.AdvanceUntilAsync(Finish(following), TimeSpan.FromSeconds(10), () => true);

        for (var i = 0; i < 20; i++)
        {
            var question = Some.QuestionOfParty(i);
            var answer = host.Engine.DecideAsync(question, host.Asker, Cancel).AsTask();
            await host.Clock.AdvanceUntilAsync(answer, TimeSpan.FromSeconds(10), () => true);
            (await answer).Decision!.Decision.ShouldBe(Decision.Permit);
        }

        released.Set();
    }

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }

    private static Task FollowAsync(DecisionHost host) =>
        host.Services.GetRequiredService<ForgettingFollower>().StartAsync(Cancel);

    private static async Task ForgetAsync(DecisionHost host) =>
        await host.Engine.ForgetAsync(Some.Question().Subject, Cancel);

    private static async Task ForgetAsync(DecisionHost host, int systemUsers)
    {
        for (var i = 0; i < systemUsers; i++)
        {
            await host.Engine.ForgetAsync(SomeSystemUser(), Cancel);
        }
    }

    private static SystemUserId SomeSystemUser() => SystemUserId.Parse(Guid.NewGuid().ToString());

    // The clock stands still meanwhile, so that a slow machine uses up no budget.
    private static Task<DecisionAnswer> DecideAsync(DecisionHost host, DecisionQuestion? question = null) =>
        host.Engine.DecideAsync(question ?? Some.Question(), host.Asker, Cancel).AsTask();

    /// <summary>Waits until what a host was told has taken effect there.</summary>
    private static Task ComesFromAsync(DecisionHost host, DecisionSource source) =>
        Poll.UntilAsync(async () =>
        {
            host.Clock.Advance(s_pace / 100);
            return (await DecideAsync(host)).Source == source;
        });

    /// <summary>Lets time pass by half a second until the log was read three times: one that begins now, that it was heard, and one that was under way.</summary>
    private async Task HearAsync(DecisionHost host)
    {
        for (var until = _store.Reads + 3; _store.Reads < until; )
        {
            var before = _store.Reads;
            host.Clock.Advance(s_pace);
            for (var looks = 0; looks < 1000 && _store.Reads == before; looks++)
            {
                await Task.Yield();
            }
        }
    }

    private async Task ShareAsync(DecisionHost host)
    {
        await DecideAsync(host);
        await Poll.UntilAsync(() => _store.Entries.Keys.Any(name => name.Contains("decision")));
    }

    private DecisionHost NewHost(ISharedDecisionStore store) =>
        new(
            options => options.Decisions.PermitLifetime = TimeSpan.FromMinutes(5),
            services => services.AddSingleton(store).AddSingleton<IDataProtectionProvider>(_protection)
        );

    private sealed class BadStore(string what, ManualResetEventSlim released) : ISharedDecisionStore
    {
        public Task<SharedEntries> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
            DoAsync<SharedEntries>();

        public Task WriteAsync(
            string decision,
            ReadOnlyMemory<byte> entry,
            TimeSpan lifetime,
            CancellationToken cancellationToken
        ) => DoAsync<bool>();

        public Task ForgetAsync(
            string forgetting,
            ReadOnlyMemory<byte> entry,
            TimeSpan lifetime,
            CancellationToken cancellationToken
        ) => DoAsync<bool>();

        public Task<ForgottenPage> ReadForgottenAsync(ForgottenPage? previous, CancellationToken cancellationToken) =>
            DoAsync<ForgottenPage>();

        public Task WaitForForgottenAsync(CancellationToken cancellationToken) => DoAsync<bool>();

        private Task<T> DoAsync<T>()
        {
            switch (what)
            {
                case "throws":
                    throw new InvalidOperationException();
                case "blocks":
                    released.Wait(CancellationToken.None);
                    break;
                case "never ends":
                    return new TaskCompletionSource<T>().Task;
            }

            return Task.FromResult(default(T)!);
        }
    }
}
