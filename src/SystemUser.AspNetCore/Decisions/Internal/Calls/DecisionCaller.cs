using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Calls;

/// <summary>Calls the policy decision point within the allowances, and turns whatever happens into an answer.</summary>
internal sealed class DecisionCaller(
    IPolicyDecisionPoint policyDecisionPoint,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionCaller> logger
)
{
    private readonly QuestionAllowance _allowance = new(timeProvider);
    private readonly CallGate _gate = new();

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

    /// <summary>Asks one question.</summary>
    public async ValueTask<DecisionAnswer> AskAsync(DecisionQuestion question, CancellationToken budget)
    {
        try
        {
            using var lease = await EnterAsync(budget);
            if (!lease.IsAcquired)
            {
                return TurnedAway();
            }

            var asking = policyDecisionPoint.DecideAsync(question, budget);
            // A decision point of the app's own may not listen to its budget.
            var decision = asking.IsCompleted ? await asking : await asking.AsTask().WaitAsync(budget);
            return Judge(question, decision);
        }
        catch (Exception exception)
        {
            return Explain(question.Right, exception);
        }
    }

    /// <summary>Asks several questions in one call.</summary>
    public async ValueTask<CallResult> AskManyAsync(IReadOnlyList<DecisionQuestion> questions, CancellationToken budget)
    {
        try
        {
            using var lease = await EnterAsync(budget);
            if (!lease.IsAcquired)
            {
                return new(null, TurnedAway(), MayBeOneQuestion: false);
            }

            var decisions = await policyDecisionPoint.DecideManyAsync(questions, budget).AsTask().WaitAsync(budget);
            return decisions?.Count == questions.Count
                ? new(decisions, default, MayBeOneQuestion: false)
                : new(null, default, MayBeOneQuestion: true);
        }
        catch (PolicyDecisionPointException exception) when (exception.IsUnusableAnswer)
        {
            return new(null, default, MayBeOneQuestion: true);
        }
        catch (Exception exception)
        {
            return new(null, Explain(questions[0].Right, exception), MayBeOneQuestion: false);
        }
    }

    /// <summary>Says what a decision is worth; only a Permit without a contradicting status is one. An Indeterminate is left to be explained.</summary>
    public DecisionAnswer Judge(in DecisionQuestion question, PolicyDecision? decision)
    {
        var now = timeProvider.GetUtcNow();
        var usable =
            decision is { Obligations: not null }
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

    private ValueTask<RateLimitLease> EnterAsync(CancellationToken budget) =>
        _gate.EnterAsync(options.Current.Decisions.MaxConcurrentCalls, budget);

    private DecisionAnswer TurnedAway()
    {
        logger.TooManyCallsInFlight();
        return DecisionAnswer.None(DecisionOutcome.Unavailable, timeProvider.GetUtcNow());
    }

    private DecisionAnswer Explain(SystemUserRight right, Exception exception)
    {
        var now = timeProvider.GetUtcNow();
        switch (exception)
        {
            case PolicyDecisionPointException { InnerException: OutboundException { IsCircuitOpen: true } } broken:
                logger.PolicyDecisionPointLeftAlone(right.ToString());
                return DecisionAnswer.None(DecisionOutcome.Unavailable, now, broken.RetryAfter);
            case PolicyDecisionPointException { IsTransient: true } outage:
                logger.DecisionUnavailable(right.ToString(), outage.Message);
                return DecisionAnswer.None(DecisionOutcome.Unavailable, now, outage.RetryAfter);
            case PolicyDecisionPointException fault:
                logger.DecisionFailed(right.ToString(), fault.Message);
                return DecisionAnswer.None(DecisionOutcome.Failed, now);
            case OperationCanceledException:
                logger.DecisionUnavailable(
                    right.ToString(),
                    "No answer came within SystemUser:Decisions:TotalTimeout."
                );
                return DecisionAnswer.None(DecisionOutcome.Unavailable, now);
            default:
                logger.DecisionFailed(right.ToString(), exception.GetType().Name);
                return DecisionAnswer.None(DecisionOutcome.Failed, now);
        }
    }
}
