namespace SystemUser.AspNetCore.Decisions;

/// <summary>The four answers of XACML 3.0. Only <see cref="Permit"/> lets anybody in.</summary>
public enum Decision
{
    /// <summary>The policy decision point could not decide. Never a refusal, never cached. The default value.</summary>
    Indeterminate = 0,

    /// <summary>The right is there, if every obligation is met.</summary>
    Permit,

    /// <summary>A rule refuses.</summary>
    Deny,

    /// <summary>No rule applies: the right is not there.</summary>
    NotApplicable,
}
