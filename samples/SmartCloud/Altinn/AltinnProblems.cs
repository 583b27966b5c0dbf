using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.Altinn;

/// <summary>Reads what Altinn says when it says no.</summary>
internal static class AltinnProblems
{
    /// <summary>Makes a failure of an answer that is no success.</summary>
    /// <param name="reply">The answer.</param>
    public static Failure Explain(ServiceReply reply)
    {
        var problem = reply.TryRead(AltinnJson.Default.AltinnProblem);
        var fault = problem?.ValidationErrors is { Count: > 0 } faults ? faults[0] : null;
        var code = fault?.Code ?? problem?.Code;
        var kind = code switch
        {
            "AUTH-00001" => FailureKind.RightNotRegistered,
            "AUTH-00004" or "AUTH-00006" => FailureKind.SystemUserExists,
            "AUTH-00010" or "AUTH-00012" or "AUTH-00030" or "AUTH-00061" => FailureKind.RequestGone,
            "AUTH-00011" or "AUTH-00017" => FailureKind.SystemNotRegistered,
            "AUTH-00021" or "AUTH-00026" => FailureKind.RedirectNotAllowed,
            "AUTH-00008" or "AUTH-00009" => FailureKind.Refused,
            _ => reply.StatusCode switch
            {
                401 => FailureKind.TokenNotAccepted,
                403 => FailureKind.ScopeMissing,
                404 => FailureKind.NotFound,
                _ => reply.KindByStatus(FailureKind.Rejected),
            },
        };
        return reply.Fail(kind, code, fault?.Detail ?? problem?.Detail ?? problem?.Title);
    }
}
