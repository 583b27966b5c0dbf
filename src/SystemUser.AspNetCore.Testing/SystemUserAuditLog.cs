using System.Collections.Concurrent;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Testing;

/// <summary>An audit sink that keeps its records for the test to read. Safe for concurrent use.</summary>
/// <remarks>Register it in place of the app's: <c>services.AddSingleton&lt;ISystemUserAuditSink&gt;(log)</c>.</remarks>
public sealed class SystemUserAuditLog : ISystemUserAuditSink
{
    private readonly ConcurrentQueue<SystemUserAuditRecord> _records = new();

    private readonly ConcurrentQueue<OtherPolicyAuditRecord> _otherPolicyRecords = new();

    /// <summary>Gets the records so far, the oldest first.</summary>
    public IReadOnlyList<SystemUserAuditRecord> Records => [.. _records];

    /// <summary>Gets the records of callers whom the policy of an <c>Or</c> judged so far, the oldest first.</summary>
    public IReadOnlyList<OtherPolicyAuditRecord> OtherPolicyRecords => [.. _otherPolicyRecords];

    /// <inheritdoc/>
    public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
    {
        _records.Enqueue(auditRecord);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(OtherPolicyAuditRecord auditRecord, CancellationToken cancellationToken)
    {
        _otherPolicyRecords.Enqueue(auditRecord);
        return ValueTask.CompletedTask;
    }
}
