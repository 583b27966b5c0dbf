using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Why the package's handler refused, with the problem that the answer is made of.</summary>
internal sealed class SystemUserFailureReason(IAuthorizationHandler handler, SystemUserProblem problem)
    : AuthorizationFailureReason(handler, problem.Detail)
{
    public SystemUserProblem Problem { get; } = problem;

    /// <summary>Finds the package's reason among those of a failure.</summary>
    public static SystemUserProblem? Of(AuthorizationFailure? failure) =>
        failure?.FailureReasons.OfType<SystemUserFailureReason>().FirstOrDefault()?.Problem;
}
