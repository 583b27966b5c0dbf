namespace SystemUser.Sandbox.Wire;

/// <summary>The answer to one question.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="StatusCode">The status code, one of <see cref="PdpStatus"/>.</param>
/// <param name="Obligations">What must be met for a Permit to count; empty for none.</param>
public sealed record PdpResult(PdpDecision Decision, string StatusCode, IReadOnlyList<PdpObligation> Obligations)
{
    /// <summary>
    /// Gets whether the answer repeats the attributes that the question wants repeated. Altinn repeats none if it came
    /// to no decision, or if no rule was about the resource and the action.
    /// </summary>
    internal bool RepeatsAttributes { get; init; } = true;

    /// <summary>Gets a Deny without obligations.</summary>
    public static PdpResult Deny { get; } = new(PdpDecision.Deny, PdpStatus.Ok, []);

    /// <summary>Gets a NotApplicable: Altinn's answer when no rule gives the right.</summary>
    public static PdpResult NotApplicable { get; } = new(PdpDecision.NotApplicable, PdpStatus.Ok, []);

    /// <summary>Permits.</summary>
    /// <param name="obligations">What must be met for it to count.</param>
    /// <returns>The result.</returns>
    public static PdpResult Permit(params IReadOnlyList<PdpObligation> obligations) =>
        new(PdpDecision.Permit, PdpStatus.Ok, obligations);

    /// <summary>Declines to decide.</summary>
    /// <param name="statusCode">The status code, one of <see cref="PdpStatus"/>.</param>
    /// <returns>The result.</returns>
    public static PdpResult Indeterminate(string statusCode = PdpStatus.ProcessingError) =>
        new(PdpDecision.Indeterminate, statusCode, []);
}
