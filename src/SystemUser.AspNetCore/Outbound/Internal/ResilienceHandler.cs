using System.Net;
using System.Runtime.ExceptionServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Attempts a call to a service at most twice, each time for as long as an attempt may take, and not at all while its circuit is open.</summary>
/// <remarks>What comes out is an answer of any status but those that say to try again; else a <see cref="ServiceException"/>.</remarks>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<OutboundService> s_service = new("systemuser.service");
    private static readonly ResiliencePropertyKey<long> s_started = new("systemuser.started");

    private readonly TimeProvider _timeProvider;
    private readonly Func<DecisionOptions> _options;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    /// <param name="timeProvider">The clock of timeouts and waits.</param>
    /// <param name="options">The time budgets in force.</param>
    public ResilienceHandler(TimeProvider timeProvider, Func<DecisionOptions> options)
    {
        _timeProvider = timeProvider;
        _options = options;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 1,
                    ShouldHandle = args => new(IsTransient(args.Outcome) && FitsBudget(args.Outcome, args.Context)),
                    DelayGenerator = args => new(DelayAfter(args.Outcome)),
                    OnRetry = static args =>
                    {
                        args.Context.Properties.GetValue(s_service, null!).Retrying();
                        return default;
                    },
                }
            )
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => new(options().AttemptTimeout) })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (OutboundService.Of(request) is not { } service)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(s_service, service);
        context.Properties.Set(s_started, _timeProvider.GetTimestamp());
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static (context, call) => call.Handler.AttemptAsync(call.Request, call.Service, context.CancellationToken),
            context,
            (Handler: this, Request: request, Service: service)
        );
        ResilienceContextPool.Shared.Return(context);
        return Unwrap(outcome, service, cancellationToken);
    }

    private async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        HttpRequestMessage request,
        OutboundService service,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Outcome.FromException<HttpResponseMessage>(new OperationCanceledException(cancellationToken));
        }

        if (!service.Circuit.TryEnter(out var pass, out var wait))
        {
            return Outcome.FromException<HttpResponseMessage>(
                new ServiceException($"{service.Name} is left alone after too many faults.")
                {
                    IsTransient = true,
                    IsCircuitOpen = true,
                    RetryAfter = wait,
                }
            );
        }

        var started = _timeProvider.GetTimestamp();
        Outcome<HttpResponseMessage> outcome;
        try
        {
            outcome = Outcome.FromResult(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception)
        {
            outcome = Outcome.FromException<HttpResponseMessage>(exception);
        }

        service.Circuit.Report(pass, failed: IsTransient(outcome));
        service.Attempted(_timeProvider.GetElapsedTime(started), outcome.Result?.StatusCode);
        return outcome;
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is { } exception
            ? OutboundFaults.IsTransient(exception)
            : OutboundFaults.IsTransient(outcome.Result!.StatusCode);

    /// <summary>A wait that the other side asks for beyond the budget is passed on to the caller instead.</summary>
    private bool FitsBudget(Outcome<HttpResponseMessage> outcome, ResilienceContext context)
    {
        var spent = _timeProvider.GetElapsedTime(context.Properties.GetValue(s_started, 0L));
        return !context.CancellationToken.IsCancellationRequested
            && !(RetryAfter(outcome) >= _options().TotalTimeout - spent);
    }

    private TimeSpan? DelayAfter(Outcome<HttpResponseMessage> outcome)
    {
        var jitter = TimeSpan.FromMilliseconds(Random.Shared.Next(50, 150));
        return RetryAfter(outcome) is { } wait ? wait + jitter : jitter;
    }

    private TimeSpan? RetryAfter(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result?.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - _timeProvider.GetUtcNow()).Ticks)),
            _ => null,
        };

    private HttpResponseMessage Unwrap(
        Outcome<HttpResponseMessage> outcome,
        OutboundService service,
        CancellationToken cancellationToken
    )
    {
        switch (outcome.Exception)
        {
            case null when !OutboundFaults.IsTransient(outcome.Result!.StatusCode):
                return outcome.Result;
            case null:
                using (outcome.Result)
                {
                    throw service.Failed($"HTTP {(int)outcome.Result.StatusCode}", RetryAfter(outcome));
                }

            case OperationCanceledException when cancellationToken.IsCancellationRequested:
                throw new OperationCanceledException(cancellationToken);
            case var exception when exception is HttpRequestException || OutboundFaults.IsTransient(exception):
                throw service.Failed(exception);
            case var exception:
                ExceptionDispatchInfo.Throw(exception);
                return null;
        }
    }
}

/// <summary>Which faults are expected to pass: these are retried, and these alone open circuits.</summary>
internal static class OutboundFaults
{
    public static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError;

    /// <remarks>A cancellation is an outage too: callers never cancel a call, only its time budget does.</remarks>
    public static bool IsTransient(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
            HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException => true,
            _ => false,
        };

    /// <summary>Says what happened in words that are safe to log: no address, no text of the other side's.</summary>
    public static string Describe(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                "the answer is too long",
            HttpRequestException { HttpRequestError: var error } => $"the connection failed ({error})",
            HttpIOException { HttpRequestError: var error } => $"the connection failed ({error})",
            IOException => "the connection failed",
            TimeoutRejectedException or OperationCanceledException => "no answer in time",
            _ => exception.GetType().Name,
        };
}
