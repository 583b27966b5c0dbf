using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Wire.Internal.Xacml;

namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Decides what <c>POST /authorization/api/v1/authorize</c> answers.</summary>
/// <remarks>
/// The wire has checked the subscription key, the Altinn token and its scope, and has answered the requests that no
/// decision can be made about (unreadable, a category without id in a multi-request, companions of the system user).
/// </remarks>
internal interface IDecisionSource
{
    /// <summary>Answers a request, plain or multi.</summary>
    /// <param name="request">The questions in order, and who asks.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>
    /// One result per question in the same order; or a single Indeterminate for them all, as Altinn does when one of
    /// them throws; or a fault of the connection.
    /// </returns>
    ValueTask<PdpAnswer> DecideAsync(PdpRequest request, CancellationToken cancellationToken);

    /// <summary>Notes a request that the wire has answered with one Indeterminate itself.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="fault">What is wrong with the request.</param>
    void Note(PdpCaller caller, XacmlFault fault) { }
}

/// <summary>A request to the policy decision point.</summary>
/// <param name="Questions">The questions in order: one of a plain request, two or more of a multi-request.</param>
/// <param name="Caller">Who asks.</param>
internal sealed record PdpRequest(IReadOnlyList<PdpQuestion> Questions, PdpCaller Caller);

/// <summary>Who asks the policy decision point, by the Altinn token in hand.</summary>
/// <param name="OrganizationNumber">The consumer's organization number, if it is a Norwegian one.</param>
/// <param name="Scopes">The scopes of the token.</param>
/// <param name="IsInternal">Whether it asks where Altinn's own services do, and so without a token.</param>
internal sealed record PdpCaller(
    string? OrganizationNumber,
    IReadOnlyCollection<string> Scopes,
    bool IsInternal = false
)
{
    /// <summary>Gets where to note what was asked and answered.</summary>
    public CallNotes Notes { get; init; } = new();
}

/// <summary>What a request to the policy decision point gets: results, or a fault instead of them.</summary>
internal sealed class PdpAnswer
{
    public PdpAnswer(IReadOnlyList<PdpResult> results) => Results = results;

    public PdpAnswer(WireFault fault) => (Results, Fault) = ([], fault);

    /// <summary>Gets one result per question, or one for all; empty if there is a fault.</summary>
    public IReadOnlyList<PdpResult> Results { get; }

    /// <summary>Gets what happens instead of an answer, or <see langword="null"/>.</summary>
    public WireFault? Fault { get; }
}
