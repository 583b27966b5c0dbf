using System.Threading.RateLimiting;

namespace SystemUser.AspNetCore.Decisions.Internal.Calls;

/// <summary>Bounds the calls in flight; as many may wait, and more are turned away at once.</summary>
internal sealed class CallGate
{
    private Bounded? _current;

    public ValueTask<RateLimitLease> EnterAsync(int maxConcurrentCalls, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current);
        if (current?.Max != maxConcurrentCalls)
        {
            // Calls under way leave by the gate they entered; a changed bound holds for those that follow.
            current = new Bounded(maxConcurrentCalls);
            Volatile.Write(ref _current, current);
        }

        return current.Limiter.AcquireAsync(1, cancellationToken);
    }

    private sealed class Bounded(int max)
    {
        public int Max { get; } = max;

        public ConcurrencyLimiter Limiter { get; } =
            new(
                new ConcurrencyLimiterOptions
                {
                    PermitLimit = max,
                    QueueLimit = max,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            );
    }
}
