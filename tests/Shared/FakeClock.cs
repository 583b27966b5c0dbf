using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Shared;

/// <summary>A clock that stands still until it is moved, and tells when somebody waits for it.</summary>
/// <remarks>A move that comes before anybody waits is lost, and who waits then may wait for ever.</remarks>
public sealed class FakeClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _timers = new();

    /// <summary>Waits until somebody has set a timer to <paramref name="dueTime"/>.</summary>
    public Task TimerAsync(TimeSpan dueTime) => Timer(dueTime).Task.WaitAsync(TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Timer(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Timer(TimeSpan dueTime) =>
        _timers.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
