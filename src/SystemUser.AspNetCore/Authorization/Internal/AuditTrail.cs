using System.Diagnostics;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has every answer recorded before the caller gets it.</summary>
internal sealed class AuditTrail(
    IServiceScopeFactory scopes,
    LiveOptions options,
    TimeProvider time,
    ILogger<AuditTrail> logger
)
{
    private static readonly ParallelOptions s_someAtATime = new() { MaxDegreeOfParallelism = 32 };

    /// <summary>Records an answer, and returns what it then is: the same, or a failure if it could not be recorded.</summary>
    /// <param name="systemUser">Who asked.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="problem">The refusal or fault; <see langword="null"/> when granted.</param>
    /// <param name="answer">What the engine answered; <see langword="null"/> when it was not asked.</param>
    /// <param name="requestServices">The request's services, so that a sink may be scoped; <see langword="null"/> outside a request.</param>
    /// <param name="cancellationToken">Ends what has not begun: a record that is being written is finished, within the time that the sink has.</param>
    public ValueTask<SystemUserProblem?> RecordAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        SystemUserProblem? problem,
        DecisionAnswer? answer,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    ) =>
        IsHeard(requestServices)
            ? RecordHeardAsync(systemUser, question, problem, answer, requestServices, cancellationToken)
            : new(problem);

    /// <summary>Records what another policy said of a caller who is no system user.</summary>
    /// <param name="user">The caller.</param>
    /// <param name="policy">The policy's name.</param>
    /// <param name="rights">What a system user would have been asked for.</param>
    /// <param name="isGranted">Whether the caller is let in.</param>
    /// <param name="requestServices">The request's services.</param>
    /// <param name="cancellationToken">Ends what has not begun: a record that is being written is finished, within the time that the sink has.</param>
    /// <returns>A failure if it could not be recorded.</returns>
    public async ValueTask<SystemUserProblem?> RecordAsync(
        ClaimsPrincipal user,
        string policy,
        IReadOnlyList<SystemUserRight> rights,
        bool isGranted,
        IServiceProvider requestServices,
        CancellationToken cancellationToken
    )
    {
        var record = new OtherPolicyAuditRecord
        {
            Time = time.GetUtcNow(),
            TraceId = Activity.Current?.TraceId.ToHexString(),
            Policy = policy,
            User = user,
            Rights = rights,
            Granted = isGranted,
        };
        return await TryWriteAsync(
            record,
            static (sink, written, token) => sink.WriteAsync(written, token),
            requestServices,
            cancellationToken
        )
            ? null
            : SystemUserProblems.DecisionFailed();
    }

    /// <summary>Makes records that have a scope each some at a time: a sink that hangs costs its time seldom, and one that is slow is not asked for all at once.</summary>
    public static async Task<SystemUserProblem?[]> RecordEachAsync(
        int count,
        Func<int, ValueTask<SystemUserProblem?>> record
    )
    {
        var problems = new SystemUserProblem?[count];
        await Parallel.ForAsync(0, count, s_someAtATime, async (i, _) => problems[i] = await record(i));
        return problems;
    }

    /// <summary>Tells whether anybody reads what is recorded: a sink of the app's does, and the log if it is on.</summary>
    private static bool IsHeard(IServiceProvider? requestServices)
    {
        try
        {
            return requestServices?.GetService<ISystemUserAuditSink>() is not AuditLog { IsOn: false };
        }
        catch (Exception)
        {
            return true; // who writes to it meets the same, and says so
        }
    }

    private async ValueTask<SystemUserProblem?> RecordHeardAsync(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        SystemUserProblem? problem,
        DecisionAnswer? answer,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        var record = Record(systemUser, question, problem, answer);
        return await TryWriteAsync(
            record,
            static (sink, written, token) => sink.WriteAsync(written, token),
            requestServices,
            cancellationToken
        )
            ? problem
            : SystemUserProblems.DecisionFailed(question.Right);
    }

    private async ValueTask<bool> TryWriteAsync<TRecord>(
        TRecord record,
        Func<ISystemUserAuditSink, TRecord, CancellationToken, ValueTask> write,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (requestServices is not null)
            {
                await WriteAsync(requestServices, record, write);
            }
            else
            {
                await using var scope = scopes.CreateAsyncScope();
                await WriteAsync(scope.ServiceProvider, record, write);
            }

            return true;
        }
        catch (Exception exception)
        {
            // Whatever a sink throws: nobody is let in unrecorded, and nobody sees the exception.
            logger.AuditSinkFailed(exception.GetType().FullName);
            return false;
        }
    }

    private async ValueTask WriteAsync<TRecord>(
        IServiceProvider services,
        TRecord record,
        Func<ISystemUserAuditSink, TRecord, CancellationToken, ValueTask> write
    )
    {
        var sink = services.GetRequiredService<ISystemUserAuditSink>();
        if (sink is AuditLog)
        {
            await write(sink, record, CancellationToken.None);
            return;
        }

        // What is given up is not to be written later: the answer has then been another.
        var total = options.Current.Decisions.TotalTimeout;
        using var budget = new CancellationTokenSource(total, time);
        await write(sink, record, budget.Token).AsTask().WaitAsync(total, time);
    }

    private SystemUserAuditRecord Record(
        AltinnSystemUser systemUser,
        SystemUserQuestion question,
        SystemUserProblem? problem,
        DecisionAnswer? answer
    )
    {
        var now = time.GetUtcNow();
        var decision = answer?.Decision;
        var age = decision is null ? TimeSpan.Zero : now - answer!.Value.DecidedAt;
        return new SystemUserAuditRecord
        {
            Time = now,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            SystemUser = systemUser,
            Party = question.Party,
            Right = question.Right,
            Granted = problem is null,
            Code = problem?.Code,
            Decision = decision?.Decision,
            Source = answer?.Source,
            Age = age > TimeSpan.Zero ? age : TimeSpan.Zero,
        };
    }
}

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
