using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Threading.Channels;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SystemUser.AspNetCore.Diagnostics;

namespace KravOgBetalingerApi.Tests.Operations;

/// <summary>What the app itself traces and counts. Alone, since listeners hear the whole process.</summary>
[Collection(Alone.Name)]
public sealed class InstrumentationTests
{
    [Fact]
    public async Task Spans_and_metrics_of_request_decision_and_runtime_come_out_when_a_request_is_let_in()
    {
        var exported = new ExportedSpans();
        var metrics = new List<MetricSnapshot>();
        using var app = SampleApp.With(host =>
            host.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
                .ConfigureServices(services =>
                    services
                        .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(exported))
                        .ConfigureOpenTelemetryMeterProvider(reading => reading.AddInMemoryExporter(metrics))
                )
        );
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473");

        var answer = await client.GetAsync("/v1/regnskapssystem/egen/aapnekrav", TestContext.Current.CancellationToken);

        await answer.ShouldBeOkAsync();
        // Nobody listens at the endpoint, so that it gives false; what is exported in memory is there all the same.
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        var spans = await exported.ReadUntilAsync("GET /v1/regnskapssystem/egen/aapnekrav");
        var request = spans[^1];
        var decision = spans.Single(span => span.DisplayName == "systemuser.decision");
        decision.Source.Name.ShouldBe(SystemUserDiagnostics.ActivitySourceName);
        decision.ParentSpanId.ShouldBe(request.SpanId);
        spans.Single(span => span.DisplayName == "systemuser.pdp").ParentSpanId.ShouldBe(decision.SpanId);
        spans.ShouldContain(span => span.DisplayName == "POST /authorization/api/v1/authorize");
        string[] expected =
        [
            "http.server.request.duration",
            "dotnet.process.cpu.time",
            SystemUserDiagnostics.Decisions,
            SystemUserDiagnostics.PdpDuration,
        ];
        expected.ShouldBeSubsetOf(metrics.Select(metric => metric.Name));
    }

    /// <summary>Spans in the order of their ends: a request's is the last of its trace, and comes after its answer.</summary>
    private sealed class ExportedSpans : Collection<Activity>
    {
        private readonly Channel<Activity> _ended = Channel.CreateUnbounded<Activity>();

        public async Task<IReadOnlyList<Activity>> ReadUntilAsync(string name)
        {
            var spans = new List<Activity>();
            while (spans is not [.., { DisplayName: var last }] || last != name)
            {
                spans.Add(await _ended.Reader.ReadAsync(TestContext.Current.CancellationToken));
            }

            return spans;
        }

        protected override void InsertItem(int index, Activity item) => _ended.Writer.TryWrite(item);
    }
}
