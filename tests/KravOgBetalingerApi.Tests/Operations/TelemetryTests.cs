using System.Collections.Concurrent;
using System.Text;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Sends_traces_and_metrics_to_the_collector_that_is_configured()
    {
        var cancel = TestContext.Current.CancellationToken;
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost(
            "/v1/{signal}",
            async (string signal, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, cancel);
                received.AddOrUpdate(
                    signal,
                    _ => Encoding.UTF8.GetString(body.ToArray()),
                    (_, earlier) => earlier + Encoding.UTF8.GetString(body.ToArray())
                );
            }
        );
        await collector.StartAsync(cancel);

        using (
            var app = SampleApp.With(host =>
                host.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single())
                    .UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            )
        )
        {
            app.Sandbox.Pdp.Permit();
            using var client = app.CreateClient("310904473");
            await (await client.GetAsync("/v1/regnskapssystem/egen/aapnekrav", cancel)).ShouldBeOkAsync();
        }

        received["traces"].ShouldContain("krav-og-betalinger-api");
        received["traces"].ShouldContain("SystemUser.AspNetCore");
        received["metrics"].ShouldContain("systemuser.decisions");
        received["traces"].ShouldNotContain("310904473\u0001");
    }
}
