namespace SystemUser.AspNetCore.Decisions;

/// <summary>What the policy decision point answered to one question.</summary>
/// <param name="Decision">The answer.</param>
/// <param name="Obligations">What must be met for a Permit to count; empty if nothing.</param>
/// <param name="StatusCode">The XACML status code, without its urn: <c>ok</c>, <c>missing-attribute</c>, <c>syntax-error</c>, <c>processing-error</c>; <see langword="null"/> if none was given.</param>
public sealed record PolicyDecision(Decision Decision, IReadOnlyList<Obligation> Obligations, string? StatusCode = null)
{
    /// <summary>Gets a Permit without obligations.</summary>
    public static PolicyDecision Permit { get; } = new(Decision.Permit, []);

    /// <summary>Gets a Deny.</summary>
    public static PolicyDecision Deny { get; } = new(Decision.Deny, []);

    /// <summary>Gets a NotApplicable.</summary>
    public static PolicyDecision NotApplicable { get; } = new(Decision.NotApplicable, []);

    /// <summary>Gets an Indeterminate.</summary>
    public static PolicyDecision Indeterminate { get; } = new(Decision.Indeterminate, [], "processing-error");
}
