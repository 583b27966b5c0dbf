namespace SystemUser.AspNetCore.Authorization;

/// <summary>Receives a record of every answer. If it throws, or takes longer than <c>SystemUser:Decisions:TotalTimeout</c>, the request is answered 503 <c>decision-failed</c>: nobody is let in unrecorded.</summary>
/// <remarks>Register it as a singleton, which then is called concurrently, or scoped: within a request the request's scope is used.</remarks>
public interface ISystemUserAuditSink
{
    /// <summary>Records an answer, before the caller gets it.</summary>
    /// <param name="auditRecord">The answer.</param>
    /// <param name="cancellationToken">Ends with the request, and with the time that the sink has: what is given up must not be written later.</param>
    ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken);
}
