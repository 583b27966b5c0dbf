namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>A fault that is switched on.</summary>
internal sealed record ServiceFault
{
    public required FaultKind Kind { get; init; }

    /// <summary>How late a slow answer is.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The status code of a failing one.</summary>
    public int Status { get; init; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>The seconds in its <c>Retry-After</c>, if any.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>When it ends by itself; <see langword="null"/> for when it is switched off.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>How a service fails.</summary>
internal enum FaultKind
{
    /// <summary>It answers, but late.</summary>
    Slow,

    /// <summary>It answers with an error status.</summary>
    Status,

    /// <summary>It cuts the connection.</summary>
    Gone,
}
