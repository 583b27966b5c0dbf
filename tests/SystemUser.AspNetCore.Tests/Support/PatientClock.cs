using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>A <see cref="FakeTimeProvider"/> that can be moved until some work is done, and set back as the clock of a machine is.</summary>
/// <remarks>
/// Two things that <see cref="FakeTimeProvider"/> does not do ask for a class: it does not tell what its timers wait for,
/// and its timestamps go back with its time.
/// </remarks>
internal sealed class PatientClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))
{
    // In looks, a millisecond or more apart, at which nothing had changed.
    private const int Settled = 5;
    private const int Stuck = 500;

    private readonly ConcurrentDictionary<WatchedTimer, bool> _timers = new();
    private long _setBack;
    private int _changesBegun;
    private int _changesMade;

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _setBack);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var unset = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var timer = new WatchedTimer(
            this,
            unset,
            isPause: state?.GetType().Name.StartsWith("DelayPromise", StringComparison.Ordinal) == true
        );
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Tells an earlier time from now on. No time is given back: timestamps and timers go on.</summary>
    public void SetBack(TimeSpan by)
    {
        AdjustTime(GetUtcNow() - by);
        Interlocked.Add(ref _setBack, by.Ticks);
    }

    /// <summary>Moves the clock from timer to timer until a task is done, for work that waits several times.</summary>
    /// <param name="task">The work.</param>
    /// <param name="atMost">How far the clock may be moved.</param>
    /// <param name="isHeld">Whether somebody whom the work asked is not going to answer by itself.</param>
    /// <remarks>
    /// A deadline passes only when the work cannot go on by itself: it pauses, or waits for an answer that does not come.
    /// However slow the machine is, work that is under way does not run out of time.
    /// </remarks>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan atMost, Func<bool>? isHeld = null)
    {
        var end = GetUtcNow() + atMost;
        var (seen, quiet) = (0, 0);
        while (!task.IsCompleted && GetUtcNow() < end)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(1), System));
            var begun = Volatile.Read(ref _changesBegun);
            quiet = begun == seen && begun == Volatile.Read(ref _changesMade) ? quiet + 1 : 0;
            seen = begun;
            var now = GetTimestamp();
            var waiting = _timers.Keys.Where(timer => timer.Due > now).ToList();
            var isStill = isHeld?.Invoke() == true || waiting.Exists(timer => timer.IsPause);
            if (waiting.Count > 0 && quiet >= (isStill ? Settled : Stuck))
            {
                Advance(TimeSpan.FromTicks(waiting.Min(timer => timer.Due) - now));
                quiet = 0;
            }
        }

        task.IsCompleted.ShouldBeTrue($"It was to be done within {atMost}.");
        return await task;
    }

    private sealed class WatchedTimer(PatientClock clock, ITimer timer, bool isPause) : ITimer
    {
        private long _due;

        /// <summary>Gets the timestamp at which the timer fires; none that is to come if it is not set.</summary>
        public long Due => Volatile.Read(ref _due);

        /// <summary>Gets whether somebody pauses (<see cref="Task.Delay(TimeSpan, TimeProvider)"/>); any other timer is a deadline.</summary>
        public bool IsPause => isPause;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref clock._changesBegun);
            var changed = timer.Change(dueTime, period);
            Volatile.Write(ref _due, changed && dueTime > TimeSpan.Zero ? clock.GetTimestamp() + dueTime.Ticks : 0);
            clock._timers.TryAdd(this, true);
            Interlocked.Increment(ref clock._changesMade);
            return changed;
        }

        public void Dispose()
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Dispose();
            clock._timers.TryRemove(this, out _);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
