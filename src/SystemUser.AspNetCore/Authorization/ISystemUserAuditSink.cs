namespace SystemUser.AspNetCore.Authorization;

/// <summary>Receives a record of every answer about a right. If it throws, or takes longer than <c>SystemUser:Decisions:TotalTimeout</c>, the request is answered 503 <c>decision-failed</c>: nobody is let in unrecorded.</summary>
/// <remarks>
/// Register it as a singleton, which then is called concurrently, or scoped: within a request the request's scope is used, but where code asks with an
/// <see cref="Claims.AltinnSystemUser"/> each record has a scope of its own. Where no right is answered, for a system user
/// and a party, there is nothing to record: a token that is refused or holds no system user, a party or instance that is malformed or not found, an endpoint that demands
/// a scope alone.
/// </remarks>
public interface ISystemUserAuditSink
{
    /// <summary>Records an answer, before the caller gets it.</summary>
    /// <param name="auditRecord">The answer.</param>
    /// <param name="cancellationToken">Ends with the time that the sink has, not with its caller: what is given up must not be written later.</param>
    ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken);

    /// <summary>Records what the policy of an <c>Or</c> said of a caller who is no system user, before the caller is answered. Does nothing unless overridden.</summary>
    /// <param name="auditRecord">The answer. It holds the caller's identity: whose data that is, and where it may be kept, is for the app to say.</param>
    /// <param name="cancellationToken">Ends with the time that the sink has, not with its caller: what is given up must not be written later.</param>
    ValueTask WriteAsync(OtherPolicyAuditRecord auditRecord, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;
}
