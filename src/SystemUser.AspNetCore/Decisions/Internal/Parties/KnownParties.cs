using System.Collections.Concurrent;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Parties;

/// <summary>The organizations that Altinn has decided about within the last hour, whoever asked: its register knows them.</summary>
/// <remarks>A full half makes the older half go, so that a hundred thousand are kept at most, the latest of them always.</remarks>
internal sealed class KnownParties(TimeProvider timeProvider)
{
    private const int Half = 50_000;
    private static readonly TimeSpan s_memory = TimeSpan.FromHours(1);

    private ConcurrentDictionary<OrganizationNumber, long> _later = new();
    private ConcurrentDictionary<OrganizationNumber, long> _earlier = new();
    private int _count;

    public void Add(OrganizationNumber party)
    {
        var later = Volatile.Read(ref _later);
        var now = timeProvider.GetTimestamp();
        if (later.TryAdd(party, now))
        {
            if (Interlocked.Increment(ref _count) == Half)
            {
                Volatile.Write(ref _earlier, later);
                Volatile.Write(ref _later, new());
                Volatile.Write(ref _count, 0);
            }
        }
        else
        {
            later[party] = now;
        }
    }

    public bool Contains(OrganizationNumber party) =>
        (
            Volatile.Read(ref _later).TryGetValue(party, out var at)
            || Volatile.Read(ref _earlier).TryGetValue(party, out at)
        )
        && timeProvider.GetElapsedTime(at) < s_memory;
}
