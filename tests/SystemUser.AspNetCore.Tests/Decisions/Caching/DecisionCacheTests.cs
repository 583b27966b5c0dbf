using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Caching;

namespace SystemUser.AspNetCore.Tests.Decisions.Caching;

public sealed class DecisionCacheTests
{
    private static readonly Moment s_now = After(0);

    [Fact]
    public void The_cache_never_holds_more_than_its_bound()
    {
        var cache = new DecisionCache(100);
        for (var i = 0; i < 10_000; i++)
        {
            Set(cache, i);
            cache.Count.ShouldBe(Math.Min(i + 1, 100));
        }
    }

    [Fact]
    public void The_cache_keeps_an_entry_that_is_read()
    {
        var cache = new DecisionCache(100);
        for (var i = 0; i < 10_000; i++)
        {
            Set(cache, i);
            Has(cache, 0).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_cache_gives_up_entries_even_when_all_are_read()
    {
        var cache = new DecisionCache(100);
        for (var i = 0; i < 1000; i++)
        {
            Set(cache, i);
            for (var j = 0; j <= i; j++)
            {
                Has(cache, j);
            }
        }

        cache.Count.ShouldBe(100);
        Has(cache, 999).ShouldBeTrue();
    }

    [Fact]
    public void The_cache_gives_up_expired_entries_before_it_is_full()
    {
        var cache = new DecisionCache(1000);
        for (var i = 0; i < 5000; i++)
        {
            Set(cache, i, After(i));
        }

        cache.Count.ShouldBeLessThan(150); // each lives for a minute, one is added a second
    }

    [Fact]
    public void A_newer_decision_replaces_the_older_one_on_the_same_question()
    {
        var cache = new DecisionCache(2);
        cache.Set(Entry(1, PolicyDecision.Permit, s_now), s_now);
        for (var i = 0; i < 10; i++)
        {
            cache.Set(Entry(1, PolicyDecision.Deny, s_now), s_now);
        }

        cache.Count.ShouldBe(1);
        cache.TryGet(Some.QuestionOfParty(1), s_now, out var entry).ShouldBeTrue();
        entry.Decision.ShouldBe(PolicyDecision.Deny);
    }

    [Fact]
    public void The_cache_stays_whole_under_many_readers_and_writers()
    {
        var cache = new DecisionCache(50);
        Parallel.For(
            0,
            50_000,
            i =>
            {
                var party = i % 200;
                if (cache.TryGet(Some.QuestionOfParty(party), s_now, out var entry))
                {
                    entry.Question.ShouldBe(Some.QuestionOfParty(party));
                }
                else
                {
                    Set(cache, party);
                }
            }
        );

        cache.Count.ShouldBe(50);
    }

    private static Moment After(int seconds) =>
        new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).AddSeconds(seconds), seconds);

    private static void Set(DecisionCache cache, int party, Moment? now = null) =>
        cache.Set(Entry(party, PolicyDecision.Permit, now ?? s_now), now ?? s_now);

    private static DecisionEntry Entry(int party, PolicyDecision decision, Moment now) =>
        new(Some.QuestionOfParty(party), decision, now.Time, new(now.Time.AddMinutes(1), now.Timestamp + 60), 0);

    private static bool Has(DecisionCache cache, int party) => cache.TryGet(Some.QuestionOfParty(party), s_now, out _);
}
