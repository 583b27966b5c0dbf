using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Tells what becomes of sharing: counted each time, logged at most every ten seconds, and seen by the health check.</summary>
internal sealed class SharedWatch(
    SystemUserTelemetry telemetry,
    DependencyStates states,
    TimeProvider timeProvider,
    ILogger<SharedWatch> logger
)
{
    public const string Hit = "hit";
    public const string Miss = "miss";
    public const string Foreign = "foreign";
    private const string Done = "done";
    private const string NotDone = "failed";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly long[] _logged = new long[Enum.GetValues<SharedOperation>().Length];
    private long _foreignLogged;

    public void Worked(SharedOperation operation, string outcome = Done)
    {
        Count(operation, outcome);
        states.Shared.Succeeded(timeProvider.GetUtcNow());
    }

    public void Failed(SharedOperation operation, Exception exception)
    {
        CountFailure(operation, exception);
        if (MayLog(ref _logged[(int)operation]))
        {
            logger.SharedCacheFailed(Name(operation), exception.GetType().Name);
        }
    }

    /// <summary>The other hosts could not be told of a forgetting.</summary>
    public void NotTold(SystemUserId systemUser, Exception exception)
    {
        CountFailure(SharedOperation.Forget, exception);
        logger.SharedCacheNotTold(systemUser.ToString(), exception.GetType().Name);
    }

    /// <summary>The other hosts will not be told of a forgetting, since too many wait for it already.</summary>
    public void Lost(SystemUserId systemUser) => logger.ForgettingLost(systemUser.ToString(), UntoldForgettings.Most);

    /// <summary>Something was there that the app's own hosts did not seal, or not with this host's keys.</summary>
    public void Refused()
    {
        if (MayLog(ref _foreignLogged))
        {
            logger.SharedEntryForeign();
        }
    }

    public void CountFailure(SharedOperation operation, Exception exception)
    {
        Count(operation, NotDone);
        states.Shared.Failed(timeProvider.GetUtcNow(), $"{Name(operation)}: {exception.GetType().Name}");
    }

    private void Count(SharedOperation operation, string outcome) =>
        telemetry.SharedOperations.Add(
            1,
            new(SystemUserDiagnostics.OperationTag, Name(operation)),
            new(SystemUserDiagnostics.OutcomeTag, outcome)
        );

    private bool MayLog(ref long last)
    {
        var now = timeProvider.GetTimestamp();
        var before = Volatile.Read(ref last);
        return (before == 0 || timeProvider.GetElapsedTime(before, now) >= s_pause)
            && Interlocked.CompareExchange(ref last, now, before) == before;
    }

    private static string Name(SharedOperation operation) =>
        operation switch
        {
            SharedOperation.Read => "read",
            SharedOperation.Write => "write",
            SharedOperation.Forget => "forget",
            _ => "follow",
        };
}

/// <summary>What is done where hosts share.</summary>
internal enum SharedOperation
{
    Read,
    Write,
    Forget,
    Follow,
}
