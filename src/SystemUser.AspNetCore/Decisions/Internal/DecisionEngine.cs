using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal;

/// <summary>Puts questions to the policy decision point within the time budget.</summary>
internal sealed class DecisionEngine(
    IPolicyDecisionPoint policyDecisionPoint,
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<DecisionEngine> logger
) : IDecisionEngine
{
    public async ValueTask<DecisionAnswer> DecideAsync(
        DecisionQuestion question,
        DateTimeOffset tokenExpiresAt,
        CancellationToken cancellationToken
    )
    {
        using var budget = new CancellationTokenSource(options.Current.Decisions.TotalTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        try
        {
            var decision = await policyDecisionPoint.DecideAsync(question, either.Token);
            return decision.Decision == Decision.Indeterminate
                ? Answer(DecisionOutcome.Failed)
                : Answer(DecisionOutcome.Decided) with
                {
                    Decision = decision,
                };
        }
        catch (PolicyDecisionPointException exception)
        {
            logger.DecisionNotHad(question.Right.ToString(), exception.Message);
            return Answer(exception.IsTransient ? DecisionOutcome.Unavailable : DecisionOutcome.Failed) with
            {
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer(DecisionOutcome.Unavailable);
        }
    }

    public async ValueTask<DecisionAnswer[]> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        DateTimeOffset tokenExpiresAt,
        CancellationToken cancellationToken
    ) =>
        await Task.WhenAll(
            questions.Select(question => DecideAsync(question, tokenExpiresAt, cancellationToken).AsTask())
        );

    public ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken) => default;

    private DecisionAnswer Answer(DecisionOutcome outcome) =>
        new(null, outcome, DecisionSource.PolicyDecisionPoint, timeProvider.GetUtcNow());
}
