namespace SystemUser.Sandbox.Wire.Scripted.Internal;

/// <summary>
/// The arrangements of one endpoint. Those for a number of calls are used up first, in the order they were made;
/// then the newest standing one that matches counts. Safe for concurrent use.
/// </summary>
internal sealed class Arrangements
{
    private readonly Lock _lock = new();
    private readonly List<(Arrangement Arrangement, int Left)> _counted = [];
    private readonly List<Arrangement> _standing = [];

    public void Add(Arrangement arrangement)
    {
        lock (_lock)
        {
            if (arrangement.Times is { } times)
            {
                _counted.Add((arrangement, times));
            }
            else
            {
                _standing.Add(arrangement);
            }
        }
    }

    public Arrangement? Take(RecordedCall? call, PdpQuestion? question)
    {
        lock (_lock)
        {
            var next = _counted.FindIndex(counted => counted.Arrangement.Matches(call, question));
            if (next < 0)
            {
                return _standing.FindLast(standing => standing.Matches(call, question));
            }

            var (arrangement, left) = _counted[next];
            if (left > 1)
            {
                _counted[next] = (arrangement, left - 1);
            }
            else
            {
                _counted.RemoveAt(next);
            }

            return arrangement;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _counted.Clear();
            _standing.Clear();
        }
    }
}
