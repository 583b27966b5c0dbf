using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Follows whom the other hosts forget. Where it cannot tell what it has missed, everything remembered here is forgotten.</summary>
/// <remarks>It reads the store's log when the store wakes it, and every half second, since what wakes it may be lost.</remarks>
internal sealed class ForgettingFollower(
    SharedDecisions shared,
    DecisionMemory memory,
    SharedSeal seal,
    SharedWatch watch,
    UntoldForgettings untold,
    TimeProvider timeProvider,
    ILogger<ForgettingFollower> logger,
    ISharedDecisionStore? store = null
) : IHostedService, IDisposable
{
    private const int MostPages = 100;

    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_startBudget = TimeSpan.FromSeconds(3); // to connect

    private readonly Seam _seam = new("The shared cache");
    private readonly CancellationTokenSource _stopping = new();
    private ForgottenPage? _last;
    private Task? _waking;
    private bool _isDeaf;

    /// <summary>Begins to follow. The host waits three seconds for it, so that it knows from the first request on what the others know.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (store is null || !shared.IsOn)
        {
            return;
        }

        if (await HearAsync(s_startBudget))
        {
            await shared.WarmUpAsync();
        }

        _ = SharedWork.Run(FollowAsync);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Cancel();

    /// <summary>Tells the other hosts of a forgetting: now, or as soon as the store takes it.</summary>
    /// <returns>Whether the store took it now.</returns>
    public async ValueTask<bool> TellAsync(SystemUserId systemUser, Guid generation)
    {
        var isKept = untold.TryBegin(systemUser, generation);
        var isTaken = false;
        try
        {
            isTaken = await shared.ForgetAsync(systemUser, generation);
            return isTaken;
        }
        finally
        {
            if (isTaken)
            {
                untold.End(systemUser, generation);
            }
            else if (isKept)
            {
                untold.Fail(systemUser, generation);
            }
            else
            {
                watch.Lost(systemUser);
            }
        }
    }

    private async Task<bool> FollowAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await FollowOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }

        return true;
    }

    private async Task FollowOnceAsync()
    {
        await WaitAsync();
        try
        {
            if (await HearAsync(s_budget))
            {
                await TellAgainAsync();
            }
        }
        catch (Exception)
        {
            // Of what logs or measures, which has thrown while it told of another: the next look is half a second away.
        }
    }

    private async Task WaitAsync()
    {
        // One at a time: a store that overlooks its cancellation has one call alive.
        _waking ??= SharedWork.Run(async () =>
        {
            await store!.WaitForForgottenAsync(_stopping.Token);
            return true;
        });
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var pace = Task.Delay(s_pace, timeProvider, waiting.Token);
        await Task.WhenAny(_waking, pace);
        if (!_waking.IsCompletedSuccessfully)
        {
            await pace; // also if it failed
        }

        if (_waking.IsCompleted)
        {
            _waking = null;
            await waiting.CancelAsync();
        }
    }

    /// <summary>Reads on in the log.</summary>
    /// <returns>Whether it could be read to its end.</returns>
    private async Task<bool> HearAsync(TimeSpan time)
    {
        try
        {
            for (var pages = 0; pages < MostPages; pages++)
            {
                using var budget = new CancellationTokenSource(time, timeProvider);
                var page = await _seam.CallAsync(cancellation => ReadAsync(cancellation), budget.Token);
                Hear(page);
                if (!page.Page.HasMore)
                {
                    break;
                }
            }

            watch.Worked(SharedOperation.Follow);
            if (_isDeaf)
            {
                _isDeaf = false;
                logger.ForgettingsHeardAgain();
            }

            return true;
        }
        catch (Exception exception)
        {
            watch.CountFailure(SharedOperation.Follow, exception);
            if (!_isDeaf && !_stopping.IsCancellationRequested)
            {
                _isDeaf = true;
                logger.ForgettingsNotHeard(exception.GetType().Name);
            }

            return false;
        }
    }

    private async Task<OpenedPage> ReadAsync(CancellationToken cancellationToken)
    {
        var page = await store!.ReadForgottenAsync(_last, cancellationToken);
        var forgotten = new List<(SystemUserId, Guid)>(page.Entries.Count);
        var isForeign = false;
        foreach (var entry in page.Entries)
        {
            try
            {
                forgotten.Add(seal.OpenForgetting(entry));
            }
            catch (Exception exception) when (SharedSeal.IsForeign(exception))
            {
                isForeign = true;
            }
        }

        return new(page, forgotten, isForeign);
    }

    private void Hear(OpenedPage opened)
    {
        if (_last is { } last ? last.Epoch != opened.Page.Epoch : _isDeaf)
        {
            memory.ForgetAll();
            logger.AllForgotten("the shared cache has lost something, or was not there from the start");
        }

        foreach (var (systemUser, generation) in opened.Forgotten)
        {
            memory.Hear(systemUser, generation);
            untold.End(systemUser, generation);
        }

        if (opened.IsForeign)
        {
            // Another host forgot somebody, and seals with keys that this one does not have; or somebody else writes there.
            watch.Refused();
            memory.ForgetAll();
        }

        _last = opened.Page;
    }

    /// <summary>Tells what the store did not take; of many as much as leaves time to hear the others.</summary>
    private async Task TellAgainAsync()
    {
        var start = timeProvider.GetTimestamp();
        foreach (var (systemUser, generation) in untold.Failed)
        {
            if (timeProvider.GetElapsedTime(start) >= s_pace || !await shared.ForgetAsync(systemUser, generation))
            {
                break;
            }

            untold.End(systemUser, generation);
        }
    }

    private sealed record OpenedPage(ForgottenPage Page, IReadOnlyList<(SystemUserId, Guid)> Forgotten, bool IsForeign);
}
