using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Calls the policy decision point within the allowances, and turns whatever happens into an answer.</summary>
internal sealed class DecisionCaller(
    IPolicyDecisionPoint policyDecisionPoint,
    LiveOptions options,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    SandboxWorkbench workbench,
    ILogger<DecisionCaller> logger
)
{
    private readonly QuestionAllowance _allowance = new(timeProvider);
    private readonly CallGate _gate = new();
    private readonly Seam _seam = new("The policy decision point");

    /// <summary>Takes a call from a system user's allowance; if there is none left, says so.</summary>
    public DecisionAnswer? Refuse(SystemUserId systemUser)
    {
        if (_allowance.TryTake(systemUser, options.Current.Decisions.UncachedPerSystemUserPerMinute, out var wait))
        {
            return null;
        }

        logger.TooManyQuestions(systemUser.ToString());
        return DecisionAnswer.None(DecisionOutcome.TooManyQuestions, timeProvider.GetUtcNow(), wait);
    }

    /// <summary>Asks one question, for the sake of a flight.</summary>
    public async ValueTask<DecisionAnswer> AskAsync(
        DecisionFlight flight,
        DecisionQuestion question,
        CancellationToken budget
    )
    {
        using var activity = telemetry.StartCall(flight.Parent, 1) ?? workbench.StartCall(flight.Parent);
        flight.Call = activity?.Context ?? default;
        try
        {
            using var lease = await EnterAsync(budget);
            return lease.IsAcquired
                ? ToAnswer(
                    question,
                    await _seam.CallAsync(
                        cancellation =>
                        {
                            Activity.Current = activity;
                            return policyDecisionPoint.DecideAsync(question, cancellation).AsTask();
                        },
                        budget
                    )
                )
                : TurnedAway();
        }
        catch (Exception exception)
        {
            return Explain(question.Right, exception, activity);
        }
    }

    /// <summary>Asks the questions of several flights in one call.</summary>
    public async ValueTask<CallResult> AskManyAsync(IReadOnlyList<DecisionFlight> flights, CancellationToken budget)
    {
        using var activity =
            telemetry.StartCall(flights[0].Parent, flights.Count) ?? workbench.StartCall(flights[0].Parent);
        var questions = new DecisionQuestion[flights.Count];
        for (var i = 0; i < questions.Length; i++)
        {
            questions[i] = flights[i].Question;
            flights[i].Call = activity?.Context ?? default;
        }

        try
        {
            using var lease = await EnterAsync(budget);
            if (!lease.IsAcquired)
            {
                return new(null, TurnedAway(), MayBeOneQuestion: false);
            }

            var decisions = await _seam.CallAsync(
                cancellation =>
                {
                    Activity.Current = activity;
                    return policyDecisionPoint.DecideManyAsync(questions, cancellation).AsTask();
                },
                budget
            );
            return decisions?.Count == questions.Length
                ? new(decisions, default, MayBeOneQuestion: false)
                : new(null, default, MayBeOneQuestion: true);
        }
        catch (PolicyDecisionPointException exception) when (exception.IsUnusableAnswer)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            return new(null, default, MayBeOneQuestion: true);
        }
        catch (Exception exception)
        {
            return new(null, Explain(questions[0].Right, exception, activity), MayBeOneQuestion: false);
        }
    }

    /// <summary>Says what a decision is worth; only a Permit without a contradicting status is one. An Indeterminate is left to be explained.</summary>
    public DecisionAnswer ToAnswer(in DecisionQuestion question, PolicyDecision? decision)
    {
        var now = timeProvider.GetUtcNow();
        decision = Copy(decision);
        var usable =
            decision is { Obligations: not null }
            && !decision.Obligations.Contains(null!)
            && decision.Decision switch
            {
                Decision.Permit => decision.StatusCode is null or XacmlNames.StatusOk,
                Decision.Deny or Decision.NotApplicable => true,
                _ => false,
            };
        if (usable)
        {
            return new(decision, DecisionOutcome.Decided, DecisionSource.PolicyDecisionPoint, now);
        }

        if (decision is { Decision: Decision.Indeterminate })
        {
            return new(decision, DecisionOutcome.Indeterminate, DecisionSource.PolicyDecisionPoint, now);
        }

        logger.DecisionFailed(question.Right.ToString(), "The policy decision point's answer may not be used.");
        return DecisionAnswer.None(DecisionOutcome.Failed, now);
    }

    /// <summary>A decision point of the app's own may change its list later; what is remembered is what it said.</summary>
    private static PolicyDecision? Copy(PolicyDecision? decision) =>
        decision is { Obligations.Count: > 0 } ? decision with { Obligations = [.. decision.Obligations] } : decision;

    private ValueTask<RateLimitLease> EnterAsync(CancellationToken budget) =>
        _gate.EnterAsync(options.Current.Decisions.MaxConcurrentCalls, budget);

    private DecisionAnswer TurnedAway()
    {
        logger.TooManyCallsInFlight();
        return DecisionAnswer.None(DecisionOutcome.Unavailable, timeProvider.GetUtcNow());
    }

    private DecisionAnswer Explain(SystemUserRight right, Exception exception, Activity? activity)
    {
        var now = timeProvider.GetUtcNow();
        var (outcome, reason) = exception switch
        {
            OutboundException { IsTransient: true } outage => (DecisionOutcome.Unavailable, outage.Message),
            OutboundException fault => (DecisionOutcome.Failed, fault.Message),
            OperationCanceledException => (
                DecisionOutcome.Unavailable,
                "No answer came within SystemUser:Decisions:TotalTimeout."
            ),
            _ => (DecisionOutcome.Failed, exception.GetType().Name),
        };
        activity?.SetStatus(ActivityStatusCode.Error, (exception as ServiceException)?.Reason ?? reason);
        if (exception is ServiceException { IsCircuitOpen: true })
        {
            logger.PolicyDecisionPointLeftAlone(right.ToString());
        }
        else if (outcome == DecisionOutcome.Unavailable)
        {
            logger.DecisionUnavailable(right.ToString(), reason);
        }
        else
        {
            logger.DecisionFailed(right.ToString(), reason);
        }

        return DecisionAnswer.None(outcome, now, (exception as OutboundException)?.RetryAfter);
    }
}

/// <summary>What came of a call for several questions: a decision each, or why there is none.</summary>
/// <param name="Decisions">One decision for each question; <see langword="null"/> if there is none.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="MayBeOneQuestion">Whether one of the questions may have spoiled the answer for the others.</param>
internal readonly record struct CallResult(
    IReadOnlyList<PolicyDecision>? Decisions,
    DecisionAnswer Failure,
    bool MayBeOneQuestion
);

/// <summary>Bounds the calls in flight; as many may wait, and more are turned away at once.</summary>
internal sealed class CallGate
{
    private Bounded? _current;

    public ValueTask<RateLimitLease> EnterAsync(int maxConcurrentCalls, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref _current);
        if (current?.Max != maxConcurrentCalls)
        {
            // Calls under way leave by the gate they entered; a changed bound holds for those that follow.
            current = new Bounded(maxConcurrentCalls);
            Volatile.Write(ref _current, current);
        }

        return current.Limiter.AcquireAsync(1, cancellationToken);
    }

    private sealed class Bounded(int max)
    {
        public int Max { get; } = max;

        public ConcurrencyLimiter Limiter { get; } =
            new(
                new ConcurrencyLimiterOptions
                {
                    PermitLimit = max,
                    QueueLimit = max,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            );
    }
}

/// <summary>How many calls each system user may cause a minute: a bucket that holds a minute's allowance and fills evenly.</summary>
/// <remarks>
/// Kept as the time at which the bucket is full again (GCRA), one number for each system user that has asked of late, on
/// <see cref="TimeProvider"/>, which the framework's limiters do not take.
/// </remarks>
internal sealed class QuestionAllowance(TimeProvider timeProvider)
{
    private const long Minute = TimeSpan.TicksPerMinute;

    private readonly ConcurrentDictionary<SystemUserId, StrongBox<long>> _fullAgain = new();
    private readonly long _start = timeProvider.GetTimestamp();
    private readonly Sweep _sweep = new();

    /// <summary>Takes one call from a system user's bucket.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="perMinute">The allowance; 0 is no limit.</param>
    /// <param name="wait">How long until there is one, if there is none now.</param>
    public bool TryTake(SystemUserId systemUser, int perMinute, out TimeSpan wait)
    {
        wait = default;
        if (perMinute == 0)
        {
            return true;
        }

        var now = timeProvider.GetElapsedTime(_start).Ticks;
        var cost = Minute / perMinute;
        var box = _fullAgain.GetOrAdd(systemUser, static _ => new StrongBox<long>());
        while (true)
        {
            var fullAgain = Volatile.Read(ref box.Value);
            var next = Math.Max(fullAgain, now) + cost;
            if (next - now > Minute)
            {
                wait = TimeSpan.FromTicks(next - now - Minute);
                return false;
            }

            if (Interlocked.CompareExchange(ref box.Value, next, fullAgain) == fullAgain)
            {
                _sweep.Run(_fullAgain, bucket => Volatile.Read(ref bucket.Value) <= now); // a full bucket need not be kept
                return true;
            }
        }
    }
}
