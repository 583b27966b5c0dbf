using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Altinn's policy decision point: <c>POST authorization/api/v1/authorize</c>.</summary>
internal sealed class HttpPolicyDecisionPoint : IPolicyDecisionPoint
{
    /// <summary>The scope that the provider's own token needs.</summary>
    public const string Scope = "altinn:authorization/authorize";

    private readonly OutboundHttp _http;
    private readonly OwnTokenSender _sender;
    private readonly LiveOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly SystemUserTelemetry _telemetry;
    private readonly DependencyState _state;
    private PdpAddress? _address;

    public HttpPolicyDecisionPoint(
        [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundHttp http,
        IAltinnTokenProvider tokens,
        LiveOptions options,
        TimeProvider timeProvider,
        SystemUserTelemetry telemetry,
        DependencyStates states,
        ILogger<HttpPolicyDecisionPoint> logger
    )
    {
        _http = http;
        _options = options;
        _timeProvider = timeProvider;
        _telemetry = telemetry;
        _state = states.PolicyDecisionPoint;
        var resilience = new OutboundResilience(
            timeProvider,
            () => options.Current.Decisions,
            new PdpObserver(telemetry, logger)
        );
        _sender = new(tokens, resilience, Scope);
    }

    public async ValueTask<PolicyDecision> DecideAsync(DecisionQuestion question, CancellationToken cancellationToken)
    {
        using var activity = StartActivity(1);
        using var call = CreateCall(question.PolicyDecisionPoint);
        XacmlRequestWriter.Write(call.Body, [question]);
        using var response = await SendAsync(call, activity, cancellationToken);
        return Read(response, [question], activity)[0];
    }

    public async ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentOutOfRangeException.ThrowIfZero(questions.Count);
        var batch = questions.ToArray();
        if (Array.Exists(batch, question => question.PolicyDecisionPoint != batch[0].PolicyDecisionPoint))
        {
            throw new ArgumentException("Questions to different addresses cannot share a request.", nameof(questions));
        }

        using var activity = StartActivity(batch.Length);
        using var call = CreateCall(batch[0].PolicyDecisionPoint);
        XacmlRequestWriter.Write(call.Body, batch);
        using var response = await SendAsync(call, activity, cancellationToken);
        return Read(response, batch, activity);
    }

    /// <summary>Asks about nothing and nobody, to learn whether Altinn takes the provider's token and its subscription key.</summary>
    /// <exception cref="PolicyDecisionPointException">It does not, or there is no answer.</exception>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        using var activity = StartActivity(0);
        using var call = CreateCall(AltinnAddress.Of(_options.Current));
        call.Body.Write("""{"Request":{}}"""u8);
        using var response = await SendAsync(call, activity, cancellationToken);

        // It answers Indeterminate; that the question is none comes after the key and the token.
        ThrowUnless(response.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest, response, activity);
        _state.Succeeded(_timeProvider.GetUtcNow());
    }

    private XacmlCall CreateCall(string baseAddress)
    {
        var address = _address;
        if (address?.BaseAddress != baseAddress)
        {
            _address = address = new(baseAddress, AltinnAddress.Combine(baseAddress, AltinnAddress.Authorize));
        }

        return new(_http, _timeProvider, _telemetry, address.Authorize, _options.Current.Altinn.SubscriptionKey);
    }

    private async ValueTask<OutboundResponse> SendAsync(
        XacmlCall call,
        Activity? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _sender.SendAsync(call, cancellationToken);
        }
        catch (OutboundException exception)
        {
            Fail(activity, exception.Message);
            throw new PolicyDecisionPointException(
                $"The policy decision point did not answer: {exception.Message}.",
                exception
            )
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
        catch (AltinnTokenException exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "no own token");
            throw new PolicyDecisionPointException(
                $"The policy decision point was not asked, for want of the provider's own token: {exception.Message}",
                exception
            )
            {
                IsTransient = exception.IsTransient,
                RetryAfter = exception.RetryAfter,
            };
        }
    }

    private PolicyDecision[] Read(
        OutboundResponse response,
        ReadOnlySpan<DecisionQuestion> questions,
        Activity? activity
    )
    {
        ThrowUnless(response.Status == HttpStatusCode.OK, response, activity);
        try
        {
            var decisions = XacmlResponseReader.Read(response.Body.Span, questions);
            _state.Succeeded(_timeProvider.GetUtcNow());
            return decisions;
        }
        catch (JsonException exception)
        {
            Fail(activity, "unusable answer");
            throw new PolicyDecisionPointException("The policy decision point's answer may not be used.", exception)
            {
                IsUnusableAnswer = true,
            };
        }
    }

    private void ThrowUnless(bool isUsable, OutboundResponse response, Activity? activity)
    {
        if (isUsable)
        {
            return;
        }

        Fail(activity, $"HTTP {(int)response.Status}");
        throw new PolicyDecisionPointException(
            response.Status switch
            {
                HttpStatusCode.Unauthorized =>
                    "The policy decision point answered HTTP 401 to a fresh token: check SystemUser:Altinn:SubscriptionKey.",
                HttpStatusCode.Forbidden =>
                    $"The policy decision point answered HTTP 403: the Maskinporten client needs the scope '{Scope}'.",
                var status => $"The policy decision point answered HTTP {(int)status}.",
            }
        );
    }

    private Activity? StartActivity(int questions)
    {
        var activity = _telemetry.Activities.StartActivity("systemuser.pdp", ActivityKind.Client);
        activity?.SetTag("systemuser.questions", questions);
        return activity;
    }

    private void Fail(Activity? activity, string reason)
    {
        _state.Failed(_timeProvider.GetUtcNow(), reason);
        activity?.SetStatus(ActivityStatusCode.Error, reason);
    }

    private sealed record PdpAddress(string BaseAddress, Uri Authorize);
}
