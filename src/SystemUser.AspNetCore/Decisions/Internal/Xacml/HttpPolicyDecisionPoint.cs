using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Altinn's policy decision point: <c>POST authorization/api/v1/authorize</c>.</summary>
internal sealed class HttpPolicyDecisionPoint : IPolicyDecisionPoint
{
    /// <summary>The scope that the provider's own token needs.</summary>
    public const string Scope = "altinn:authorization/authorize";

    private const int UsualRequestBytes = 1024;
    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue s_acceptJson = new("application/json");

    private readonly OutboundClient _http;
    private readonly OutboundService _service;
    private readonly LiveOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly DependencyState _state;
    private PdpAddress? _address;

    public HttpPolicyDecisionPoint(
        [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundClient http,
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
        _state = states.PolicyDecisionPoint;
        _service = new("The policy decision point", "pdp", timeProvider, telemetry, logger)
        {
            MaxAnswerBytes = 1024 * 1024,
            CircuitOpened = logger.PolicyDecisionPointCircuitOpened,
            CircuitClosed = logger.PolicyDecisionPointCircuitClosed,
            Retrying = () => telemetry.PdpRetries.Add(1),
            Attempted = (duration, status) =>
                telemetry.PdpDuration.Record(
                    duration.TotalSeconds,
                    new TagList { { SystemUserDiagnostics.OutcomeTag, OutcomeOf(status) } }
                ),
        };
    }

    public async ValueTask<PolicyDecision> DecideAsync(
        DecisionQuestion question,
        CancellationToken cancellationToken
    ) => (await AskAsync([question], cancellationToken))[0];

    public async ValueTask<IReadOnlyList<PolicyDecision>> DecideManyAsync(
        IReadOnlyList<DecisionQuestion> questions,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentOutOfRangeException.ThrowIfZero(questions.Count);
        var batch = questions.ToArray();
        return Array.Exists(batch, question => question.PolicyDecisionPoint != batch[0].PolicyDecisionPoint)
            ? throw new ArgumentException("Questions to different addresses cannot share a request.", nameof(questions))
            : await AskAsync(batch, cancellationToken);
    }

    /// <summary>Asks about nothing and nobody, to learn whether Altinn takes the provider's token and its subscription key.</summary>
    /// <exception cref="OutboundException">It does not, or there is no answer.</exception>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync("""{"Request":{}}"""u8.ToArray(), _options.Current, cancellationToken);

        // It answers Indeterminate; that the question is none comes after the key and the token.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest))
        {
            throw Refused(response.StatusCode);
        }

        _state.Succeeded(_timeProvider.GetUtcNow());
    }

    private async ValueTask<PolicyDecision[]> AskAsync(
        DecisionQuestion[] questions,
        CancellationToken cancellationToken
    )
    {
        var snapshot = _options.Current;
        if (questions[0].PolicyDecisionPoint != snapshot.Altinn.BaseAddress)
        {
            throw OwnTokenHandler.ConfigurationChanged();
        }

        var body = new ArrayBufferWriter<byte>(UsualRequestBytes);
        XacmlRequestWriter.Write(body, questions);
        using var response = await SendAsync(body.WrittenMemory, snapshot, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refused(response.StatusCode);
        }

        try
        {
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var decisions = XacmlResponseReader.Read(answer, questions);
            _state.Succeeded(_timeProvider.GetUtcNow());
            return decisions;
        }
        catch (JsonException exception)
        {
            _state.Failed(_timeProvider.GetUtcNow(), "unusable answer");
            throw new PolicyDecisionPointException("The policy decision point's answer may not be used.", exception)
            {
                IsUnusableAnswer = true,
            };
        }
    }

    private async ValueTask<HttpResponseMessage> SendAsync(
        ReadOnlyMemory<byte> body,
        SystemUserOptions snapshot,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressIn(snapshot))
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = s_json } },
        };
        request.Headers.Accept.Add(s_acceptJson);
        request.Headers.TryAddWithoutValidation("Ocp-Apim-Subscription-Key", snapshot.Altinn.SubscriptionKey);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            request.Headers.TryAddWithoutValidation("traceparent", id); // and nothing else of the trace leaves
        }

        OwnTokenHandler.Ask(request, Scope, snapshot);
        try
        {
            return await _http.SendAsync(request, _service, cancellationToken);
        }
        catch (ServiceException exception)
        {
            _state.Failed(_timeProvider.GetUtcNow(), exception.Reason);
            throw;
        }
    }

    private Uri AddressIn(SystemUserOptions snapshot)
    {
        var baseAddress = AltinnAddress.Of(snapshot);
        var address = _address;
        if (address?.BaseAddress != baseAddress)
        {
            _address = address = new(baseAddress, AltinnAddress.Combine(baseAddress, AltinnAddress.Authorize));
        }

        return address.Authorize;
    }

    private PolicyDecisionPointException Refused(HttpStatusCode status)
    {
        _state.Failed(_timeProvider.GetUtcNow(), $"HTTP {(int)status}");
        return new(
            status switch
            {
                HttpStatusCode.Unauthorized =>
                    "The policy decision point answered HTTP 401 to a fresh token: check SystemUser:Altinn:SubscriptionKey.",
                HttpStatusCode.Forbidden =>
                    $"The policy decision point answered HTTP 403: the Maskinporten client needs the scope '{Scope}'.",
                _ => $"The policy decision point answered HTTP {(int)status}.",
            }
        );
    }

    private static string OutcomeOf(HttpStatusCode? status) =>
        (int?)status switch
        {
            null => "fault",
            200 => "ok",
            < 400 => "unexpected",
            < 500 => "4xx",
            _ => "5xx",
        };

    private sealed record PdpAddress(string BaseAddress, Uri Authorize);
}
