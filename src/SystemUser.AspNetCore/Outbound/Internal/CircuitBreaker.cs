namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Leaves a service alone for ten seconds once ten calls in a row have failed, or half of at least ten within ten seconds; then one call tries it.</summary>
/// <remarks>Polly's own counts no row, and takes the end of the break from a clock that may be set back.</remarks>
internal sealed class CircuitBreaker(TimeProvider timeProvider, Action opened, Action closed)
{
    private const int FailuresInARow = 10;
    private const int LeastCalls = 10;
    private const int WindowSeconds = 10;
    private static readonly TimeSpan s_break = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Second[] _window = new Second[WindowSeconds];
    private readonly long _start = timeProvider.GetTimestamp();
    private CircuitState _state;
    private long _since;
    private long _pass;
    private int _failuresInARow;

    /// <summary>Gets the state that the last call left, for the meter.</summary>
    public CircuitState State => _state;

    /// <summary>Lets a call through, or not.</summary>
    /// <param name="pass">What the call is to be reported with.</param>
    /// <param name="wait">The rest of the break; <see langword="null"/> while a call tries the service.</param>
    public bool TryEnter(out long pass, out TimeSpan? wait)
    {
        wait = null;
        lock (_lock)
        {
            if (_state != CircuitState.Closed)
            {
                var left = s_break - timeProvider.GetElapsedTime(_since);
                if (left > TimeSpan.Zero)
                {
                    wait = _state == CircuitState.Open ? left : null;
                    pass = 0;
                    return false;
                }

                Become(CircuitState.Trying); // also if the call that tried before was never heard of again
            }

            pass = _pass;
            return true;
        }
    }

    /// <summary>Counts what became of a call. One that was let through before the circuit last opened or closed tells nothing of now.</summary>
    public void Report(long pass, bool failed)
    {
        Action? tell = null;
        lock (_lock)
        {
            if (pass != _pass)
            {
                return;
            }

            if (_state == CircuitState.Trying && !failed)
            {
                Become(CircuitState.Closed);
                tell = closed;
            }
            else if (_state == CircuitState.Trying || IsTooMuch(failed))
            {
                Become(CircuitState.Open);
                tell = opened;
            }
        }

        tell?.Invoke();
    }

    private void Become(CircuitState state)
    {
        _state = state;
        _since = timeProvider.GetTimestamp();
        _pass++;
        _failuresInARow = 0;
        Array.Clear(_window);
    }

    private bool IsTooMuch(bool failed)
    {
        _failuresInARow = failed ? _failuresInARow + 1 : 0;
        var now = (long)timeProvider.GetElapsedTime(_start).TotalSeconds;
        ref var second = ref _window[now % WindowSeconds];
        second = second.Number == now ? second : new Second(now, 0, 0);
        second = new Second(now, second.Calls + 1, second.Failures + (failed ? 1 : 0));
        var calls = 0;
        var failures = 0;
        foreach (var counted in _window)
        {
            if (now - counted.Number < WindowSeconds)
            {
                calls += counted.Calls;
                failures += counted.Failures;
            }
        }

        return failed && (_failuresInARow >= FailuresInARow || (calls >= LeastCalls && failures * 2 >= calls));
    }

    private readonly record struct Second(long Number, int Calls, int Failures);
}

/// <summary>Whether calls are made; the numbers are those of the meter.</summary>
internal enum CircuitState
{
    Closed = 0,
    Trying = 1,
    Open = 2,
}
