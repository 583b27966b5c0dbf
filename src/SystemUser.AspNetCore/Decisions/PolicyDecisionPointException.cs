using SystemUser.AspNetCore.Outbound;

namespace SystemUser.AspNetCore.Decisions;

/// <summary>The policy decision point gave no usable answer. It is never a refusal: callers are answered 503.</summary>
public sealed class PolicyDecisionPointException : OutboundException
{
    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException()
        : this("The policy decision point gave no usable answer.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException(string message)
        : base(message, null) { }

    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Gets whether an answer came that may not be used: in a batch, one of its questions may have spoiled it for the others.</summary>
    internal bool IsUnusableAnswer { get; init; }
}
