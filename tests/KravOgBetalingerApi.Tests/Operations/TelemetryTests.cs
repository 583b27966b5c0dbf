using System.Text;
using System.Threading.Channels;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class TelemetryTests
{
    private readonly Channel<(string Signal, string Body)> _received = Channel.CreateUnbounded<(string, string)>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_and_metrics_are_sent_when_a_collector_is_configured()
    {
        await using var collector = await StartCollectorAsync();
        using var app = SampleApp.With(host =>
            host.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single())
                .UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .UseSetting("OTEL_BSP_SCHEDULE_DELAY", "100")
                .UseSetting("OTEL_METRIC_EXPORT_INTERVAL", "100")
        );
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473");
        await (await client.GetAsync("/v1/regnskapssystem/egen/aapnekrav", Cancel)).ShouldBeOkAsync();

        var missing = new HashSet<(string Signal, string Word)>
        {
            ("traces", "krav-og-betalinger-api"),
            ("traces", "SystemUser.AspNetCore"),
            ("metrics", "systemuser.decisions"),
        };
        await foreach (var (signal, body) in _received.Reader.ReadAllAsync(Cancel))
        {
            missing.RemoveWhere(one => one.Signal == signal && body.Contains(one.Word, StringComparison.Ordinal));
            if (missing.Count == 0)
            {
                return;
            }
        }
    }

    private async Task<WebApplication> StartCollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.MapPost(
            "/v1/{signal}",
            async (string signal, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, Cancel);
                await _received.Writer.WriteAsync((signal, Encoding.UTF8.GetString(body.ToArray())), Cancel);
            }
        );
        await collector.StartAsync(Cancel);
        return collector;
    }
}
