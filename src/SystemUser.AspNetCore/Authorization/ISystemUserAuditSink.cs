namespace SystemUser.AspNetCore.Authorization;

/// <summary>Receives a record of every answer. If it throws, the request is answered 503 <c>decision-failed</c>: nobody is let in unrecorded.</summary>
/// <remarks>Register it as a singleton, which then is called concurrently, or scoped: within a request the request's scope is used.</remarks>
public interface ISystemUserAuditSink
{
    /// <summary>Records an answer, before the caller gets it.</summary>
    ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken);
}
