namespace SystemUser.Sandbox.Traffic.Internal;

/// <summary>The latest calls. Bounded in number and in size: the oldest make way.</summary>
internal sealed class CallRing
{
    /// <summary>How many calls are kept.</summary>
    public const int Capacity = 10_000;

    private const int NearEnough = 200;
    private const long MostCharacters = 24_000_000;

    private readonly Lock _gate = new();
    private readonly LoggedCall?[] _entries = new LoggedCall?[Capacity];
    private long _last;
    private long _forgotten;
    private long _size;

    /// <summary>The number of the newest call.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Keeps a call.</summary>
    public LoggedCall Add(LoggedCall entry)
    {
        lock (_gate)
        {
            if (_last - _forgotten == Capacity)
            {
                ForgetOldest();
            }

            entry = entry with { Number = ++_last };
            _entries[_last % Capacity] = entry;
            _size += entry.Size;
            Shrink();
            return entry;
        }
    }

    /// <summary>Completes one of the newest calls of a trace with what is learnt of it later; says whether there was one.</summary>
    public bool Complete(string traceId, Func<LoggedCall, bool> isMeant, Func<LoggedCall, LoggedCall> complete)
    {
        lock (_gate)
        {
            for (var i = _last; i > Math.Max(_forgotten, _last - NearEnough); i--)
            {
                var entry = _entries[i % Capacity]!;
                if (entry.TraceId == traceId && isMeant(entry))
                {
                    var completed = complete(entry);
                    _entries[i % Capacity] = completed;
                    _size += completed.Size - entry.Size;
                    Shrink();
                    return true;
                }
            }

            return false;
        }
    }

    public LoggedCall? Find(long number)
    {
        lock (_gate)
        {
            return number > _forgotten && number <= _last ? _entries[number % Capacity] : null;
        }
    }

    /// <summary>All calls between two numbers that are still kept, newest first.</summary>
    /// <param name="after">What the number is more than.</param>
    /// <param name="before">What the number is less than.</param>
    public IReadOnlyList<LoggedCall> Between(long after, long before)
    {
        lock (_gate)
        {
            if (after >= _last || before <= 1)
            {
                return [];
            }

            var (first, last) = (Math.Max(after, _forgotten) + 1, Math.Min(before - 1, _last));
            var result = new List<LoggedCall>((int)Math.Max(0, last - first + 1));
            for (var i = last; i >= first; i--)
            {
                result.Add(_entries[i % Capacity]!);
            }

            return result;
        }
    }

    /// <summary>Forgets all calls; the numbers go on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            (_forgotten, _size) = (_last, 0);
            Array.Clear(_entries);
        }
    }

    private void Shrink()
    {
        while (_size > MostCharacters && _last - _forgotten > 1)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest()
    {
        ref var oldest = ref _entries[++_forgotten % Capacity];
        _size -= oldest!.Size;
        oldest = null;
    }
}
