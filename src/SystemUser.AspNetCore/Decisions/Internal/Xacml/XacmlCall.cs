using System.Diagnostics;
using System.Net.Http.Headers;
using SystemUser.AspNetCore.Altinn.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>One call to the policy decision point: the same body under each attempt, each attempt measured.</summary>
internal sealed class XacmlCall(
    OutboundHttp http,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    Uri address,
    string? subscriptionKey
) : IAuthorizedAttempt, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly MediaTypeWithQualityHeaderValue s_json = new("application/json");

    /// <summary>Gets the body, to be written before the first attempt.</summary>
    public PooledContent Body { get; } = new();

    public string Authorization { private get; set; } = string.Empty;

    public async ValueTask<OutboundResponse> SendAsync(CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        var outcome = "fault";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body.CreateContent() };
            request.Headers.TryAddWithoutValidation("Authorization", Authorization);
            request.Headers.TryAddWithoutValidation("Ocp-Apim-Subscription-Key", subscriptionKey);
            request.Headers.Accept.Add(s_json);
            OutboundTrace.Allow(request);
            var response = await http.SendAsync(request, MaxAnswerBytes, cancellationToken);
            outcome = StatusClass((int)response.Status);
            return response;
        }
        finally
        {
            if (telemetry.PdpDuration.Enabled)
            {
                telemetry.PdpDuration.Record(
                    timeProvider.GetElapsedTime(started).TotalSeconds,
                    new TagList { { SystemUserDiagnostics.OutcomeTag, outcome } }
                );
            }
        }
    }

    public void Dispose() => Body.Dispose();

    private static string StatusClass(int status) =>
        status switch
        {
            200 => "ok",
            < 400 => "unexpected",
            < 500 => "4xx",
            _ => "5xx",
        };
}
