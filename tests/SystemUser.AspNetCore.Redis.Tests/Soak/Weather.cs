using System.Diagnostics;
using SystemUser.AspNetCore.Tests.Decisions.Chaos;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Redis.Tests.Soak;

/// <summary>What changes around the hosts as long as the soak lasts.</summary>
internal sealed class Weather(
    ScriptedSandbox sandbox,
    ChaosAltinn altinn,
    Population people,
    IReadOnlyList<SoakHost> hosts,
    Support.RedisServer? redis
)
{
    private static readonly TimeSpan s_gust = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_change = TimeSpan.FromMilliseconds(20);

    public Task BlowAsync(CancellationToken until) =>
        Task.WhenAll(RepeatAsync(s_gust, TurnAsync, until), RepeatAsync(s_change, ChangeRightsAsync, until));

    public async Task CalmAsync()
    {
        altinn.FaultPercentage = 0;
        altinn.Pause = TimeSpan.Zero;
        if (redis is { IsRunning: false })
        {
            await redis.StartAsync();
        }
    }

    private static async Task RepeatAsync(TimeSpan pace, Func<int, Task> act, CancellationToken until)
    {
        for (var round = 1; !until.IsCancellationRequested; round++)
        {
            await act(round);
            await Task.Delay(pace, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task TurnAsync(int round)
    {
        // Good weather comes often: a circuit that opens stays open for ten seconds.
        altinn.FaultPercentage = (round % 60) switch
        {
            >= 20 and < 26 => 100,
            >= 26 and < 32 => 30,
            >= 45 => 3,
            _ => 0,
        };
        altinn.Pause = round % 4 == 0 ? TimeSpan.FromMilliseconds(Random.Shared.Next(300)) : TimeSpan.Zero;
        if (round % 20 == 0)
        {
            var old = sandbox.Keys.Current;
            sandbox.Keys.Rotate();
            sandbox.Keys.Withdraw(old);
        }

        if (round % 10 == 0)
        {
            hosts[Random.Shared.Next(hosts.Count)].Reload();
        }

        if (redis is not null && round % 15 == 0)
        {
            if (redis.IsRunning)
            {
                redis.Stop();
            }
            else
            {
                await redis.StartAsync();
            }
        }
    }

    /// <summary>Gives the right to somebody, or takes it away; then one of the hosts may be told to forget.</summary>
    private async Task ChangeRightsAsync(int round)
    {
        var user = people.Any();
        if (!user.Standing.Holds)
        {
            user.Standing = new Standing(Holds: true, Since: 0);
            return;
        }

        user.Standing = new Standing(Holds: false, Since: long.MaxValue);
        var withdrawn = new Standing(Holds: false, Since: Stopwatch.GetTimestamp());
        user.Standing = withdrawn;
        if (round % 2 == 0)
        {
            var host = Random.Shared.Next(hosts.Count);
            await hosts[host].ForgetAsync(user.Id, CancellationToken.None);
            user.Standing = withdrawn with { Host = host };
        }
    }
}
