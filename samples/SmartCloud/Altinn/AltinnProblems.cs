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
        return reply.Fail(kind, code, fault?.Words ?? problem?.Words);
    }
}

/// <summary>Altinn's problem details.</summary>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">What is wrong, where a service still says it here and only something general in the title.</param>
/// <param name="Code">Altinn's code, such as <c>AUTH-00004</c>.</param>
/// <param name="ValidationErrors">Each fault of a body that was not accepted.</param>
internal sealed record AltinnProblem(
    string? Title,
    string? Detail,
    string? Code,
    IReadOnlyList<AltinnValidationError>? ValidationErrors
)
{
    /// <summary>Gets what is wrong.</summary>
    public string? Words => Detail ?? Title;
}

/// <summary>A fault of a body that Altinn did not accept.</summary>
/// <param name="Code">Altinn's code, such as <c>AUTH.VLD-00003</c>.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Detail">What is wrong, where a service still says it here.</param>
internal sealed record AltinnValidationError(string? Code, string? Title, string? Detail)
{
    /// <summary>Gets what is wrong.</summary>
    public string? Words => Detail ?? Title;
}
