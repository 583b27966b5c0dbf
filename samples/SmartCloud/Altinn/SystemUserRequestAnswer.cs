namespace SmartCloud.Altinn;

/// <summary>A system-user request as Altinn keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status"><c>New</c>, <c>Accepted</c>, <c>Rejected</c>, <c>Denied</c> or <c>Timedout</c>.</param>
/// <param name="ConfirmUrl">Where the customer answers.</param>
/// <param name="TimedOut">Whether 180 days went by without an answer.</param>
internal sealed record SystemUserRequestAnswer(Guid Id, string? Status, Uri? ConfirmUrl, bool TimedOut);
