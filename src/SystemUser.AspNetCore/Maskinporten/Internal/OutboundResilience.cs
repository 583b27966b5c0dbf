using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>One retry, one circuit breaker and a time for each attempt, in front of one service.</summary>
internal sealed class OutboundResilience
{
    private static readonly ResiliencePropertyKey<long> s_deadline = new("systemuser.deadline");

    private readonly TimeProvider _timeProvider;
    private readonly Func<DecisionOptions> _options;
    private readonly CircuitBreaker _circuit;
    private readonly ResiliencePipeline<OutboundResponse> _pipeline;

    /// <param name="timeProvider">The clock of timeouts, waits and breaks.</param>
    /// <param name="options">The time budgets in force.</param>
    /// <param name="observer">Hears of retries and breaks.</param>
    public OutboundResilience(TimeProvider timeProvider, Func<DecisionOptions> options, IOutboundObserver observer)
    {
        _timeProvider = timeProvider;
        _options = options;
        _circuit = new CircuitBreaker(timeProvider, observer);
        _pipeline = new ResiliencePipelineBuilder<OutboundResponse> { TimeProvider = timeProvider }
            .AddRetry(
                new RetryStrategyOptions<OutboundResponse>
                {
                    MaxRetryAttempts = 1,
                    ShouldHandle = args => new(IsTransient(args.Outcome) && FitsBudget(args.Outcome, args.Context)),
                    DelayGenerator = args => new(DelayAfter(args.Outcome)),
                    OnRetry = _ =>
                    {
                        observer.Retrying();
                        return default;
                    },
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
            static (context, call) => call.Resilience.AttemptAsync(call.Attempt, context.CancellationToken),
            context,
            (Resilience: this, Attempt: attempt)
        );
        ResilienceContextPool.Shared.Return(context);
        return Unwrap(outcome, cancellationToken);
    }

    /// <summary>Attempts a call once, unless the circuit is open or there is no time left for it.</summary>
    private async ValueTask<Outcome<OutboundResponse>> AttemptAsync(
        IOutboundAttempt attempt,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<OutboundResponse>(new OperationCanceledException(cancellationToken));
        }

        if (!_circuit.TryEnter(out var pass, out var wait))
        {
            return Outcome.FromException<OutboundResponse>(
                new OutboundException("the circuit is open after too many faults")
                {
                    IsTransient = true,
                    IsCircuitOpen = true,
                    RetryAfter = wait,
                }
            );
        }

        Outcome<OutboundResponse> outcome;
        try
        {
            outcome = Outcome.FromResult(await attempt.SendAsync(cancellationToken));
        }
        catch (Exception exception)
        {
            outcome = Outcome.FromException<OutboundResponse>(exception);
        }

        _circuit.Report(pass, failed: IsTransient(outcome));
        return outcome;
    }

    private static bool IsTransient(Outcome<OutboundResponse> outcome) =>
        outcome.Exception is { } exception
            ? OutboundFaults.IsTransient(exception)
            : OutboundFaults.IsTransient(outcome.Result!.Status);

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
