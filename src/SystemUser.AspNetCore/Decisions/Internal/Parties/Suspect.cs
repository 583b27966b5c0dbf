namespace SystemUser.AspNetCore.Decisions.Internal.Parties;

/// <summary>A question that was answered as if its organization were unknown to Altinn.</summary>
/// <param name="Flight">The question.</param>
/// <param name="Answer">The answer: Indeterminate.</param>
internal readonly record struct Suspect(DecisionFlight Flight, DecisionAnswer Answer)
{
    public DecisionQuestion Question => Flight.Question;
}
