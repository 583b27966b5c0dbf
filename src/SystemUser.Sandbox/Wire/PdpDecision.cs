namespace SystemUser.Sandbox.Wire;

/// <summary>What the policy decision point decided (XACML 3.0, section 5.53).</summary>
public enum PdpDecision
{
    /// <summary>It could not decide.</summary>
    Indeterminate,

    /// <summary>Yes, if the obligations are met.</summary>
    Permit,

    /// <summary>No: a rule or an access list forbids it.</summary>
    Deny,

    /// <summary>No: no rule gives it.</summary>
    NotApplicable,
}
