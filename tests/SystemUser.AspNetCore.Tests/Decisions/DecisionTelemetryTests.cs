using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions;

public sealed class DecisionTelemetryTests
{
    [Fact]
    public async Task Spans_of_decision_call_and_own_token_are_one_tree_under_the_request()
    {
        var spans = new ConcurrentQueue<Activity>();
        await using var host = new DecisionHost();
        var source = host.Services.GetRequiredService<SystemUserTelemetry>().Activities;
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").Start();

        await host.DecideAsync();
        await host.DecideAsync();

        var decision = spans.First(span => span.OperationName == "systemuser.decision");
        var call = spans.Single(span => span.OperationName == "systemuser.pdp");
        var token = spans.Single(span => span.OperationName == "systemuser.token");
        decision.ParentSpanId.ShouldBe(request.SpanId);
        call.ParentSpanId.ShouldBe(decision.SpanId);
        call.Kind.ShouldBe(ActivityKind.Client);
        token.ParentSpanId.ShouldBe(call.SpanId);
        decision.GetTagItem(SystemUserDiagnostics.ResourceTag).ShouldBe("ttd-externalpdp-resource1");
        decision.GetTagItem(SystemUserDiagnostics.ActionTag).ShouldBe("read");
        decision.GetTagItem(SystemUserDiagnostics.OutcomeTag).ShouldBe("permit");
        var cached = spans.Last();
        cached.OperationName.ShouldBe("systemuser.decision");
        cached.GetTagItem(SystemUserDiagnostics.SourceTag).ShouldBe("cache");
        spans
            .SelectMany(span => span.TagObjects)
            .ShouldAllBe(tag => tag.Value == null || !tag.Value.ToString()!.Contains("910459880"));
    }

    [Fact]
    public async Task The_span_of_a_failed_call_is_marked_as_an_error()
    {
        var spans = new ConcurrentQueue<Activity>();
        await using var host = new DecisionHost();
        var source = host.Services.GetRequiredService<SystemUserTelemetry>().Activities;
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate == source,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        host.Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.BadGateway);

        await host.DecideAsync();

        var call = spans.Single(span => span.OperationName == "systemuser.pdp");
        call.Status.ShouldBe(ActivityStatusCode.Error);
        call.StatusDescription.ShouldBe("HTTP 502");
    }

    [Fact]
    public async Task Calls_retries_and_renewals_are_measured_without_naming_anybody()
    {
        await using var host = new DecisionHost();
        using var calls = Collect<double>(host, SystemUserDiagnostics.PdpDuration);
        using var retries = Collect<long>(host, SystemUserDiagnostics.PdpRetries);
        using var renewals = Collect<long>(host, SystemUserDiagnostics.TokenRenewals);
        host.Altinn.Pdp = (call, _) =>
            host.Altinn.PdpCalls.Count == 1
                ? StubAltinn.Status(HttpStatusCode.BadGateway)
                : StubAltinn.Json(StubAltinn.Permits(call));

        await host.DecideAsync();

        Tags(calls)
            .ShouldBe([
                [Outcome("5xx")],
                [Outcome("ok")],
            ]);
        Tags(retries)
            .ShouldBe([
                [],
            ]);
        retries.LastMeasurement!.Value.ShouldBe(1);
        Tags(renewals)
            .ShouldBe([
                [Outcome("ok")],
            ]);
        renewals.LastMeasurement!.Value.ShouldBe(1);

        static KeyValuePair<string, object?> Outcome(string outcome) => new(SystemUserDiagnostics.OutcomeTag, outcome);
    }

    [Fact]
    public async Task Every_duration_instrument_advises_buckets_from_five_milliseconds_to_five_seconds()
    {
        await using var host = new DecisionHost();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        var histograms = new List<Histogram<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == meters && instrument is Histogram<double> histogram)
                {
                    histograms.Add(histogram);
                }
            },
        };
        host.Services.GetRequiredService<SystemUserTelemetry>();
        listener.Start();

        histograms.ShouldContain(histogram => histogram.Name == SystemUserDiagnostics.PdpDuration);
        foreach (var buckets in histograms.Select(histogram => histogram.Advice?.HistogramBucketBoundaries))
        {
            buckets.ShouldNotBeNull().ShouldBeInOrder();
            buckets[0].ShouldBe(0.005);
            buckets[^1].ShouldBe(5);
        }
    }

    [Fact]
    public async Task The_last_state_of_each_service_is_remembered()
    {
        await using var host = new DecisionHost();
        var states = host.Services.GetRequiredService<DependencyStates>();
        states.PolicyDecisionPoint.Last.ShouldBeNull();

        await host.DecideAsync();
        states.PolicyDecisionPoint.Last!.Fault.ShouldBeNull();
        states.OwnToken.Last!.Fault.ShouldBeNull();

        host.Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);
        await host.DecideAsync(Some.QuestionOfParty(1));
        states.PolicyDecisionPoint.Last!.Fault.ShouldBe("HTTP 403");
    }

    private static MetricCollector<T> Collect<T>(DecisionHost host, string instrument)
        where T : struct =>
        new(host.Services.GetRequiredService<IMeterFactory>(), SystemUserDiagnostics.MeterName, instrument);

    private static KeyValuePair<string, object?>[][] Tags<T>(MetricCollector<T> collector)
        where T : struct => [.. collector.GetMeasurementSnapshot().Select(measurement => measurement.Tags.ToArray())];
}
