namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>
/// Where a request or change request stands. A timed-out one is stored as <see cref="New"/>: time alone ends it.
/// </summary>
internal enum RequestStatus
{
    New,
    Accepted,
    Rejected,
    Denied,
    NoChangeNeeded,
}
