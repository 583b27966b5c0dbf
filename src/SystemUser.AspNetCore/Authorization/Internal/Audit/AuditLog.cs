using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal.Audit;

/// <summary>The default sink: the log category <c>SystemUser.Audit</c>, at Information.</summary>
internal sealed class AuditLog(ILoggerFactory loggers) : ISystemUserAuditSink
{
    private const string Granted = "granted";
    private const string Refused = "refused";

    private readonly ILogger _logger = loggers.CreateLogger(SystemUserDiagnostics.AuditCategory);

    /// <summary>Gets whether the category is logged.</summary>
    public bool IsOn => _logger.IsEnabled(LogLevel.Information);

    public ValueTask WriteAsync(SystemUserAuditRecord auditRecord, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            return ValueTask.CompletedTask;
        }

        var systemUser = auditRecord.SystemUser;
        _logger.RightAnswered(
            auditRecord.Granted ? Granted : auditRecord.Code,
            auditRecord.Right.Resource,
            auditRecord.Right.Action,
            InstanceOf(auditRecord.Right),
            auditRecord.Party,
            systemUser.Id,
            systemUser.Owner,
            LogText.Of(systemUser.SystemId),
            LogText.Of(systemUser.Vendor),
            LogText.Of(systemUser.Supplier),
            LogText.Of(systemUser.DelegationSource),
            LogText.Of(systemUser.ClientId),
            systemUser.Caller.IsExchanged ? "exchanged" : "Maskinporten",
            LogText.Of(systemUser.TokenId),
            auditRecord.Decision?.ToString(),
            auditRecord.Source?.ToString(),
            auditRecord.Age,
            auditRecord.TraceId,
            auditRecord.Time
        );
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(OtherPolicyAuditRecord auditRecord, CancellationToken cancellationToken)
    {
        _logger.OtherPolicyAnswered(
            auditRecord.Granted ? Granted : Refused,
            auditRecord.Policy,
            string.Join(" or ", auditRecord.Rights),
            auditRecord.TraceId,
            auditRecord.Time
        );
        return ValueTask.CompletedTask;
    }

    /// <summary>Gets what else identifies the resource, in brackets; nothing if nothing does.</summary>
    private static string? InstanceOf(SystemUserRight right) =>
        right.Attributes.Count == 0
            ? null
            : $" ({string.Join(", ", right.Attributes.Select(attribute => $"{LogText.Of(attribute.Id)} {LogText.Of(attribute.Value)}"))})";
}
