using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Decisions;

public sealed class DecisionTelemetryTests
{
    [Fact]
    public async Task Draws_decision_call_and_own_token_as_one_tree_under_the_request()
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

        await DecideAsync(host);
        await DecideAsync(host);

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
    public async Task Marks_the_call_that_failed()
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

        await DecideAsync(host);

        var call = spans.Single(span => span.OperationName == "systemuser.pdp");
        call.Status.ShouldBe(ActivityStatusCode.Error);
        call.StatusDescription.ShouldBe("HTTP 502");
    }

    [Fact]
    public async Task Counts_calls_retries_and_renewals_without_naming_anybody()
    {
        var measured = new ConcurrentQueue<(string Instrument, double Value, string Tags)>();
        await using var host = new DecisionHost();
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        host.Altinn.Pdp = (call, _) =>
            host.Altinn.PdpCalls.Count == 1
                ? StubAltinn.Status(HttpStatusCode.BadGateway)
                : StubAltinn.Json(StubAltinn.Permits(call));

        await DecideAsync(host);

        measured
            .Where(entry => entry.Instrument == SystemUserDiagnostics.PdpDuration)
            .Select(entry => entry.Tags)
            .ShouldBe(["systemuser.outcome=5xx", "systemuser.outcome=ok"]);
        measured.ShouldContain((SystemUserDiagnostics.PdpRetries, 1, ""));
        measured.ShouldContain((SystemUserDiagnostics.TokenRenewals, 1, "systemuser.outcome=ok"));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            measured.Enqueue(
                (instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))
            );
    }

    [Fact]
    public async Task Every_duration_advises_buckets_from_five_milliseconds_to_five_seconds()
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
    public async Task Remembers_what_was_last_seen_of_each_service()
    {
        await using var host = new DecisionHost();
        var states = host.Services.GetRequiredService<DependencyStates>();
        states.PolicyDecisionPoint.Last.ShouldBeNull();

        await DecideAsync(host);
        states.PolicyDecisionPoint.Last!.Fault.ShouldBeNull();
        states.OwnToken.Last!.Fault.ShouldBeNull();

        host.Altinn.Pdp = (_, _) => StubAltinn.Status(HttpStatusCode.Forbidden);
        await host.RunAsync(
            host.Engine.DecideAsync(Some.QuestionOfParty(1), host.Asker, TestContext.Current.CancellationToken)
        );
        states.PolicyDecisionPoint.Last!.Fault.ShouldBe("HTTP 403");
    }

    private static async Task DecideAsync(DecisionHost host) =>
        await host.RunAsync(
            host.Engine.DecideAsync(Some.Question(), host.Asker, TestContext.Current.CancellationToken)
        );
}
