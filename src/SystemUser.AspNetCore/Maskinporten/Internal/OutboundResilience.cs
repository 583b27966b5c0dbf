using System.Runtime.ExceptionServices;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>One retry, one circuit breaker and a time for each attempt, in front of one service.</summary>
internal sealed class OutboundResilience
{
    private const double FailureRatio = 0.5;
    private const int MinimumCalls = 10;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_break = TimeSpan.FromSeconds(10);
    private static readonly ResiliencePropertyKey<long> s_deadline = new("systemuser.deadline");

    private readonly TimeProvider _timeProvider;
    private readonly Func<DecisionOptions> _options;
    private readonly ResiliencePipeline<OutboundResponse> _pipeline;

    /// <param name="timeProvider">The clock of timeouts, waits and breaks.</param>
    /// <param name="options">The time budgets in force.</param>
    /// <param name="observer">Hears of retries and breaks.</param>
    public OutboundResilience(TimeProvider timeProvider, Func<DecisionOptions> options, IOutboundObserver observer)
    {
        _timeProvider = timeProvider;
        _options = options;
        _pipeline = new ResiliencePipelineBuilder<OutboundResponse> { TimeProvider = timeProvider }
            .AddRetry(
                new RetryStrategyOptions<OutboundResponse>
                {
                    MaxRetryAttempts = 1,
                    ShouldHandle = args => new(IsTransient(args.Outcome) && FitsBudget(args.Outcome, args.Context)),
                    DelayGenerator = args => new(DelayAfter(args.Outcome)),
                    OnRetry = args => Tell(observer.Retrying),
                }
            )
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<OutboundResponse>
                {
                    FailureRatio = FailureRatio,
                    MinimumThroughput = MinimumCalls,
                    SamplingDuration = s_window,
                    BreakDuration = s_break,
                    ShouldHandle = args => new(IsTransient(args.Outcome)),
                    OnOpened = args => Tell(observer.CircuitOpened),
                    OnClosed = args => Tell(observer.CircuitClosed),
                }
            )
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => new(options().AttemptTimeout) })
            .Build();
    }

    /// <summary>Attempts a call, at most twice.</summary>
    /// <returns>The answer, of any status but those that say to try again.</returns>
    /// <exception cref="OutboundException">There is no such answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> ended the call.</exception>
    public async ValueTask<OutboundResponse> SendAsync(IOutboundAttempt attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(s_deadline, DeadlineFromNow());
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (context, attempt) =>
            {
                try
                {
                    return Outcome.FromResult(await attempt.SendAsync(context.CancellationToken));
                }
                catch (Exception exception)
                {
                    return Outcome.FromException<OutboundResponse>(exception);
                }
            },
            context,
            attempt
        );
        ResilienceContextPool.Shared.Return(context);
        return Unwrap(outcome, cancellationToken);
    }

    private static bool IsTransient(Outcome<OutboundResponse> outcome) =>
        outcome.Exception is { } exception
            ? OutboundFaults.IsTransient(exception)
            : OutboundFaults.IsTransient(outcome.Result!.Status);

    private static ValueTask Tell(Action occurrence)
    {
        occurrence();
        return default;
    }

    private long DeadlineFromNow() =>
        _timeProvider.GetTimestamp() + (long)(_options().TotalTimeout.TotalSeconds * _timeProvider.TimestampFrequency);

    /// <summary>A wait that the other side asks for beyond the budget is passed on to the caller instead.</summary>
    private bool FitsBudget(Outcome<OutboundResponse> outcome, ResilienceContext context) =>
        !context.CancellationToken.IsCancellationRequested
        && RetryAfter(outcome) is var wait
        && (
            wait is null
            || wait
                < _timeProvider.GetElapsedTime(
                    _timeProvider.GetTimestamp(),
                    context.Properties.GetValue(s_deadline, 0L)
                )
        );

    private TimeSpan? DelayAfter(Outcome<OutboundResponse> outcome)
    {
        var jitter = TimeSpan.FromMilliseconds(Random.Shared.Next(50, 150));
        return RetryAfter(outcome) is { } wait ? wait + jitter : jitter;
    }

    private TimeSpan? RetryAfter(Outcome<OutboundResponse> outcome) =>
        outcome.Result?.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - _timeProvider.GetUtcNow()).Ticks)),
            _ => null,
        };

    private OutboundResponse Unwrap(Outcome<OutboundResponse> outcome, CancellationToken cancellationToken)
    {
        switch (outcome.Exception)
        {
            case null when !OutboundFaults.IsTransient(outcome.Result!.Status):
                return outcome.Result;
            case null:
                using (outcome.Result)
                {
                    throw new OutboundException($"HTTP {(int)outcome.Result.Status}")
                    {
                        IsTransient = true,
                        RetryAfter = RetryAfter(outcome),
                    };
                }

            case BrokenCircuitException broken:
                throw new OutboundException("the circuit is open after too many faults", broken)
                {
                    IsTransient = true,
                    IsCircuitOpen = true,
                    RetryAfter = broken.RetryAfter,
                };
            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                throw new OperationCanceledException(cancellationToken);
            case var exception when exception is HttpRequestException || OutboundFaults.IsTransient(exception):
                throw new OutboundException(OutboundFaults.Describe(exception), exception)
                {
                    IsTransient = OutboundFaults.IsTransient(exception),
                };
            case var exception:
                ExceptionDispatchInfo.Throw(exception);
                return null;
        }
    }
}
