namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>A clock that stands still until it is moved, with timers that fire when it is. Set back, it tells an earlier time, but no time is given back: timestamps and timers go on.</summary>
internal sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    // In looks, a millisecond or more apart, at which nothing had changed.
    private const int Settled = 3;
    private const int Stuck = 500;

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _elapsed;
    private int _changes;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Moves the clock and fires what is due, in order; by a negative time, sets it back.</summary>
    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            _now += by;
            _elapsed += by > TimeSpan.Zero ? by : TimeSpan.Zero;
            due = [.. _timers.Where(timer => timer.Due <= _elapsed).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(timer => timer.Due <= _elapsed);
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
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
            var (changes, next, isPaused) = Look();
            quiet = changes == seen ? quiet + 1 : 0;
            seen = changes;
            if (next is { } wait && quiet >= (isPaused || isHeld?.Invoke() == true ? Settled : Stuck))
            {
                Advance(wait);
                quiet = 0;
            }
        }

        task.IsCompleted.ShouldBeTrue($"It was to be done within {atMost}.");
        return await task;
    }

    private (int Changes, TimeSpan? Next, bool IsPaused) Look()
    {
        lock (_lock)
        {
            var next = _timers.Min(timer => (TimeSpan?)timer.Due) - _elapsed;
            return (_changes, next, _timers.Exists(timer => timer.IsPause));
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), isPause: state is Task);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback, bool isPause) : ITimer
    {
        /// <summary>Gets whether somebody pauses (<see cref="Task.Delay(TimeSpan, TimeProvider)"/>); any other timer is a deadline.</summary>
        public bool IsPause => isPause;

        public TimeSpan Due { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._changes++;
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._elapsed + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
