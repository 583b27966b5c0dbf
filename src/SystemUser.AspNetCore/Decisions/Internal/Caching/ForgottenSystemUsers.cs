using System.Collections.Concurrent;
using System.Collections.Immutable;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>Which system users were forgotten, here or on another host, so that nothing is used that was asked before: not from memory, not from a flight, not from where hosts share.</summary>
internal sealed class ForgottenSystemUsers(TimeProvider timeProvider)
{
    private const int MostHeard = 64;

    // Decisions live five minutes at most, and a question is under way for one at most.
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<SystemUserId, Forgetting> _forgotten = new();
    private long _latest;
    private long _least;
    private readonly Sweep _sweep = new();
    private volatile bool _isAny;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => Volatile.Read(ref _latest);

    /// <summary>Tells whether what a question with this stamp led to may still be used.</summary>
    public bool IsCurrent(SystemUserId systemUser, long stamp) =>
        IsCurrent(stamp)
        && (!_isAny || !_forgotten.TryGetValue(systemUser, out var forgotten) || stamp >= forgotten.Stamp);

    /// <summary>Tells whether everybody was forgotten since a question was put.</summary>
    public bool IsCurrent(long stamp) => stamp >= Volatile.Read(ref _least);

    /// <summary>Tells whether what was shared under a generation may be used: once forgotten, only what was asked by those who have heard of it.</summary>
    /// <remarks>It does not matter whether the new generation is kept where hosts share, was lost, or an older one was put there after it.</remarks>
    public bool IsCurrent(SystemUserId systemUser, Guid generation) =>
        !_isAny
        || !_forgotten.TryGetValue(systemUser, out var forgotten)
        || generation == forgotten.Generation
        || IsOver(forgotten);

    /// <summary>Forgets a system user.</summary>
    /// <returns>The generation that begins with it.</returns>
    public Guid Forget(SystemUserId systemUser)
    {
        var generation = Guid.NewGuid();
        Add(systemUser, generation, isHeard: false);
        return generation;
    }

    /// <summary>Forgets a system user that was forgotten on another host, or hears of its own forgetting: the last heard is the one that counts for all.</summary>
    /// <remarks>What was heard before is somebody's who plays it again. More than are kept to tell that by, and nothing shared is taken at all.</remarks>
    public void Hear(SystemUserId systemUser, Guid generation)
    {
        var heard = _forgotten.TryGetValue(systemUser, out var known) && !IsOver(known) ? known.Heard : [];
        if (!heard.Contains(generation))
        {
            Add(systemUser, heard.Length < MostHeard ? generation : Guid.NewGuid(), isHeard: true);
        }
    }

    /// <summary>Forgets everybody, since it cannot be told who was forgotten elsewhere.</summary>
    public void ForgetAll() => Volatile.Write(ref _least, Interlocked.Increment(ref _latest));

    private void Add(SystemUserId systemUser, Guid generation, bool isHeard)
    {
        var added = new Forgetting(
            Interlocked.Increment(ref _latest),
            generation,
            isHeard ? [generation] : [],
            timeProvider.GetTimestamp()
        );
        _forgotten.AddOrUpdate(systemUser, added, (_, known) => Follow(known, added));
        _isAny = true;
        _sweep.Run(_forgotten, forgotten => IsOver(forgotten));
    }

    /// <summary>Puts one forgetting after another. To hear of the own one forgets nothing anew.</summary>
    /// <remarks>Until the own one is heard of, it counts here whatever is heard: it came after all that was asked before it.</remarks>
    private Forgetting Follow(in Forgetting known, in Forgetting added)
    {
        if (IsOver(known))
        {
            return added;
        }

        var isHeard = added.Heard.Length > 0;
        var isOwn = known.Generation == added.Generation;
        var awaitsOwn = !known.Heard.Contains(known.Generation);
        return added with
        {
            Stamp = isOwn ? known.Stamp : Math.Max(known.Stamp, added.Stamp),
            Generation = isHeard && awaitsOwn ? known.Generation : added.Generation,
            Heard = known.Heard.Length < MostHeard ? known.Heard.AddRange(added.Heard) : known.Heard,
        };
    }

    private bool IsOver(in Forgetting forgetting) => timeProvider.GetElapsedTime(forgetting.At) > s_memory;

    /// <summary>One system user's last forgetting.</summary>
    /// <param name="Stamp">When it was, on the counter of stamps.</param>
    /// <param name="Generation">What was asked since is shared under this.</param>
    /// <param name="Heard">The generations that were heard of, in the order of all hosts.</param>
    /// <param name="At">When it was, on the clock.</param>
    private readonly record struct Forgetting(long Stamp, Guid Generation, ImmutableArray<Guid> Heard, long At);
}
