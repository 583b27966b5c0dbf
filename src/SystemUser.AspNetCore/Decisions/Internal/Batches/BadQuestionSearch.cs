using System.Numerics;

namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>The search of one part of a batch for the question that spoils it, and when to give it up.</summary>
/// <remarks>
/// One bad question spoils the answers on the way from the whole part down to it: one more than the part can be halved.
/// When more are spoiled than two bad questions account for, the fault is likelier the policy decision point's own, and
/// to go on would ask twice as often as there are questions.
/// </remarks>
internal sealed class BadQuestionSearch(BatchGroup group, int questions)
{
    private int _spoiledLeft = 2 * (BitOperations.Log2((uint)questions) + 2);

    public bool IsGivenUp => _spoiledLeft <= 0 || group.IsHopeless;

    public void Decided() => group.Decided();

    /// <summary>Counts an answer that could not be used.</summary>
    /// <returns>Whether the search is given up over it.</returns>
    public bool Spoiled()
    {
        if (--_spoiledLeft != 0)
        {
            return false;
        }

        group.GivenUp();
        return true;
    }
}
