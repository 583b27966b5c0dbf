namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>A clock that stands still until it is moved, with timers that fire when it is. Set back, it tells an earlier time, but no time is given back: timestamps and timers go on.</summary>
internal sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _elapsed;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)) { }

    /// <summary>Gets whether anything waits for the clock.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count > 0;
            }
        }
    }

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

    /// <summary>Moves the clock in small steps until a task is done, for work that waits several times.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan atMost)
    {
        var step = TimeSpan.FromMilliseconds(50);
        var end = GetUtcNow() + atMost;
        while (!task.IsCompleted && GetUtcNow() < end)
        {
            await SettleAsync();
            if (!task.IsCompleted && IsAwaited)
            {
                Advance(step);
            }
        }

        task.IsCompleted.ShouldBeTrue($"It was to be done within {atMost}.");
        return await task;
    }

    /// <summary>Lets what is on its way on other threads get to where it waits for the clock.</summary>
    public static Task SettleAsync() => Task.Delay(TimeSpan.FromMilliseconds(1), System);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
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
