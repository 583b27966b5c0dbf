namespace SystemUser.AspNetCore.Decisions.Internal.Batches;

/// <summary>A flight in a batch, and the generation to keep its decision under.</summary>
internal readonly record struct BatchedFlight(DecisionFlight Flight, Guid? Generation);
