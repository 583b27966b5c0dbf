namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>Questions on one resource that are asked together, and the search for a bad one among them should that be needed.</summary>
internal readonly record struct BatchPart(ArraySegment<BatchedFlight> Members, BadQuestionSearch Search)
{
    public DecisionQuestion First => Members[0].Flight.Question;

    public BatchPart With(ArraySegment<BatchedFlight> members) => this with { Members = members };
}
