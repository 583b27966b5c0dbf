using System.Net;
using SystemUser.Sandbox.DecisionLog.Internal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.DecisionLog;

public sealed class DecisionLogTests : WorldTest
{
    [Fact]
    public async Task Decisions_are_filtered_counted_and_cleared_when_asked_to()
    {
        await AskAsync(The.SystemUser, The.Customer);
        await AskAsync(The.Agent, The.Client);
        await AskAsync(The.Agent, The.Stranger);

        (await NumbersAsync("")).ShouldBe([3, 2, 1]);
        (await NumbersAsync("?limit=1")).ShouldBe([3]);
        (await NumbersAsync("?after=1")).ShouldBe([3, 2]);
        (await NumbersAsync("?decision=permit")).ShouldBe([2, 1]);
        (await NumbersAsync($"?systemUser={The.Agent}&party={The.Client}")).ShouldBe([2]);
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions?limit=x")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions?after=-1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(HttpMethod.Delete, "/sandbox/decisions")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await NumbersAsync("")).ShouldBeEmpty();
        await AskAsync(The.Agent, The.Client);
        (await NumbersAsync("")).ShouldBe([4]);
    }

    [Fact]
    public async Task Follower_gets_earlier_and_later_decisions()
    {
        var log = Host.Get<DecisionRing>();
        await AskAsync(The.SystemUser, The.Customer);
        await using var follower = log.FollowAsync(0, Cancelled).GetAsyncEnumerator(Cancelled);
        (await follower.MoveNextAsync()).ShouldBeTrue();
        follower.Current.Number.ShouldBe(1);

        var next = follower.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        await AskAsync(The.Agent, The.Stranger);
        (await next).ShouldBeTrue();
        follower.Current.Party.ShouldBe(The.Stranger);
    }

    [Fact]
    public void Oldest_decisions_go_when_the_log_is_full()
    {
        var log = new DecisionRing();
        for (var i = 0; i < DecisionRing.Capacity + 5; i++)
        {
            log.Add(
                new LoggedDecision
                {
                    Decision = "Permit",
                    Status = "ok",
                    Why = "",
                }
            );
        }

        var kept = log.After(0);
        kept.Count.ShouldBe(DecisionRing.Capacity);
        kept[0].Number.ShouldBe(6);
        kept[^1].Number.ShouldBe(DecisionRing.Capacity + 5);
        log.After(kept[^1].Number).ShouldBeEmpty();
        log.After(long.MaxValue).ShouldBeEmpty();
    }

    private async Task<IEnumerable<int>> NumbersAsync(string query) =>
        (await SendAsync(HttpMethod.Get, "/sandbox/decisions" + query))
            .Body.EnumerateArray()
            .Select(entry => entry.GetProperty("number").GetInt32());
}
