using System.Collections.Concurrent;
using SystemUser.AspNetCore.Decisions.Internal.Parties;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>What the parts of a batch that ask about one resource, several at once, know of each other.</summary>
internal sealed class BatchGroup
{
    private volatile bool _isAnyDecided;
    private volatile bool _isAnyGivenUp;

    /// <summary>Gets whether a part was given up while no other could be decided either, so that the fault is no question's.</summary>
    public bool IsHopeless => _isAnyGivenUp && !_isAnyDecided;

    /// <summary>Gets the questions that were set aside until all others are answered.</summary>
    public ConcurrentQueue<Suspect> Suspects { get; } = new();

    public void Decided() => _isAnyDecided = true;

    public void GivenUp() => _isAnyGivenUp = true;
}
