using SmartCloud.Failures;
using SmartCloud.Http;

namespace SmartCloud.KravOgBetalinger;

/// <summary>Reads what the API says when it says no.</summary>
internal static class ApiProblems
{
    /// <summary>Makes a failure of an answer that is no success.</summary>
    /// <param name="reply">The answer.</param>
    public static Failure Explain(ServiceReply reply)
    {
        var error = reply.TryRead(KravJson.Default.Feil);
        var kind = reply.StatusCode switch
        {
            401 => FailureKind.TokenNotAccepted,
            403 when reply.BearerError is "insufficient_scope" => FailureKind.ScopeMissing,
            403 => FailureKind.RightMissing,
            404 => FailureKind.NotFound,
            _ => reply.KindByStatus(FailureKind.Rejected),
        };
        return reply.Fail(kind, error?.Kode, error?.Melding) with { CorrelationId = error?.Korrelasjonsid };
    }
}

/// <summary>What the API says when it says no.</summary>
/// <param name="Kode">Its code, such as <c>DAS-008</c>.</param>
/// <param name="Melding">What is wrong, in words.</param>
/// <param name="Korrelasjonsid">The id by which the provider finds the call again.</param>
internal sealed record Feil(string? Kode, string? Melding, string? Korrelasjonsid);
