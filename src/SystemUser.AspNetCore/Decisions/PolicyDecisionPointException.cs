namespace SystemUser.AspNetCore.Decisions;

/// <summary>The policy decision point gave no usable answer. It is never a refusal: callers are answered 503.</summary>
public sealed class PolicyDecisionPointException : Exception
{
    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException()
        : this("The policy decision point gave no usable answer.") { }

    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException(string message)
        : base(message) { }

    /// <summary>Creates an exception for a fault that retrying will not mend (<c>decision-failed</c>).</summary>
    public PolicyDecisionPointException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Gets whether the fault is expected to pass (<c>decision-unavailable</c>): an outage, a timeout, too many calls. Defaults to <see langword="false"/>.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Gets how long callers are told to wait, if that is known; at least 1 s, at most 30 s when told.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether an answer came that may not be used: in a batch, one of its questions may have spoiled it for the others.</summary>
    internal bool IsUnusableAnswer { get; init; }
}
