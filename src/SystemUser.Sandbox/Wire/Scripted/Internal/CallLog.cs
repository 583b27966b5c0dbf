namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>The calls received so far, and a way to wait for more. Safe for concurrent use.</summary>
internal sealed class CallLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedCall> _calls = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    public void Add(RecordedCall call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            foreach (var (_, reached) in _waiting.Where(waiting => waiting.Count <= _calls.Count))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(waiting => waiting.Count <= _calls.Count);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
        }
    }

    public Task WaitAsync(int count, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_calls.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }
}
