using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Access;

/// <summary>
/// When a request has waited too long. Source: Altinn/altinn-authentication, <c>RequestRepository</c>.
/// </summary>
internal static class RequestClock
{
    /// <summary>How long a request waits for an answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public static bool IsTimedOut(this SystemUserRequest request, DateTimeOffset now) =>
        request.Status == RequestStatus.New && now - request.Created >= Lifetime;

    public static bool IsTimedOut(this ChangeRequest request, DateTimeOffset now) =>
        request.Status == RequestStatus.New && now - request.Created >= Lifetime;
}
