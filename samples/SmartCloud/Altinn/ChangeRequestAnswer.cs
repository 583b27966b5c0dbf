namespace SmartCloud.Altinn;

/// <summary>A change request as Altinn keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">
/// <c>New</c>, <c>Accepted</c>, <c>Rejected</c>, <c>Denied</c>, <c>Timedout</c>, or <c>NoChangeNeeded</c> where the system
/// user has it already.
/// </param>
/// <param name="ConfirmUrl">Where the customer answers; empty where there is nothing to answer.</param>
/// <param name="TimedOut">Whether 180 days went by without an answer.</param>
internal sealed record ChangeRequestAnswer(Guid Id, string? Status, Uri? ConfirmUrl, bool TimedOut);
