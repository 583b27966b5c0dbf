namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>How a service fails.</summary>
internal enum FaultKind
{
    /// <summary>It answers, but late.</summary>
    Slow,

    /// <summary>It answers with a status code of its failing.</summary>
    Status,

    /// <summary>It cuts the connection.</summary>
    Gone,
}
