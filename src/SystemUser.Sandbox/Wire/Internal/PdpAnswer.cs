namespace SystemUser.Sandbox.Wire.Internal;

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
