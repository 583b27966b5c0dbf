using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Support;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>The alert rules and the dashboard in docs/monitoring, against what the package exports through OpenTelemetry's Prometheus exporter.</summary>
public sealed partial class MonitoringTests
{
    private const string Rules = "docs/monitoring/prometheus-rules.yml";
    private const string Dashboard = "docs/monitoring/grafana-dashboard.json";

    private static readonly string[] s_suffixes = ["_bucket", "_count", "_sum"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_name_in_the_rules_and_the_dashboard_is_exported()
    {
        var exported = Names(await ExportAsync());
        var text = await ReadAsync(Rules) + await ReadAsync(Dashboard);

        var used = NameInUse().Matches(text).Select(match => match.Value).Distinct().ToList();

        used.Count.ShouldBeGreaterThan(12);
        used.Except(exported).ShouldBeEmpty();
        // And nothing that is exported is shown nowhere.
        exported
            .Where(name => !s_suffixes.Any(name.EndsWith))
            .Except(used)
            .Except(["systemuser_pdp_duration_seconds"])
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_value_that_the_rules_and_the_dashboard_choose_by_is_documented()
    {
        var documented = await ReadAsync("docs/telemetry.md");

        var values = Chosen()
            .Matches(
                await ReadAsync(Rules) + (await ReadAsync(Dashboard)).Replace("\\\"", "\"", StringComparison.Ordinal)
            )
            .SelectMany(match => match.Groups["values"].Value.Split('|'))
            .Where(value => value != "$resource")
            .Distinct()
            .ToList();

        values.Count.ShouldBeGreaterThan(8);
        values.ShouldAllBe(value => Regex.IsMatch(documented, $@"\b{value}\b"));
    }

    [Fact]
    public async Task A_real_Prometheus_reads_the_rules_and_answers_what_the_dashboard_asks()
    {
        var exported = await ExportAsync();
        await using var exporter = await ServeAsync(exported);
        using var prometheus = await PrometheusServer.StartOrSkipAsync(exporter.Urls.Single(), Markdown.PathOf(Rules));

        await Poll.UntilAsync(async () => await prometheus.CountAsync("systemuser_decisions_total") > 0);

        foreach (
            var name in NameInUse()
                .Matches(exported)
                .Select(match => match.Value)
                .Distinct()
                .Where(name => exported.Contains($"\n{name}{{", StringComparison.Ordinal))
        )
        {
            (await prometheus.CountAsync(name)).ShouldBeGreaterThan(0, name);
        }

        foreach (var expression in await DashboardExpressionsAsync())
        {
            (await prometheus.QueryAsync(expression)).GetProperty("status").GetString().ShouldBe("success", expression);
        }

        var loaded = await prometheus.GetAsync("/api/v1/rules");
        loaded
            .GetProperty("data")
            .GetProperty("groups")[0]
            .GetProperty("rules")
            .GetArrayLength()
            .ShouldBe(Regex.Count(await ReadAsync(Rules), "^      - (alert|record):", RegexOptions.Multiline));
    }

    /// <summary>Has an app do all that is measured, and gets what Prometheus would read from it.</summary>
    private static async Task<string> ExportAsync()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.MapGet("/krav", () => "in").RequireSystemUserRight(Door.Resource);
                app.MapPrometheusScrapingEndpoint();
            },
            services =>
            {
                services.AddDistributedMemoryCache();
                services
                    .AddOpenTelemetry()
                    .WithMetrics(metrics => metrics.AddMeter(SystemUserDiagnostics.MeterName).AddPrometheusExporter());
            },
            settings: [("SystemUser:Decisions:UseDistributedCache", "true")]
        );
        door.Sandbox.Pdp.Next.Fail(503); // and once more
        door.Sandbox.Pdp.Permit();
        (await door.GetAsync("/krav", door.Token())).ShouldBeOk();
        var page = await door.GetAsync("/metrics");
        page.Status.ShouldBe(200);
        return page.Body;
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Markdown.PathOf(path), Cancel);

    private static HashSet<string> Names(string exported) =>
        [.. NameInUse().Matches(exported).Select(match => match.Value)];

    private static async Task<IReadOnlyList<string>> DashboardExpressionsAsync()
    {
        using var dashboard = JsonDocument.Parse(await ReadAsync(Dashboard));
        return
        [
            .. dashboard
                .RootElement.GetProperty("panels")
                .EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target =>
                    target
                        .GetProperty("expr")
                        .GetString()!
                        .Replace("$__rate_interval", "5m", StringComparison.Ordinal)
                        .Replace("$resource", ".*", StringComparison.Ordinal)
                ),
        ];
    }

    private static async Task<WebApplication> ServeAsync(string exported)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/metrics", () => Microsoft.AspNetCore.Http.Results.Text(exported, "text/plain; version=0.0.4"));
        await app.StartAsync(Cancel);
        return app;
    }

    [GeneratedRegex(@"\bsystemuser_[a-z_]+\b")]
    private static partial Regex NameInUse();

    [GeneratedRegex("systemuser_[a-z_]+=~?\"(?<values>[^\"]+)\"")]
    private static partial Regex Chosen();

    /// <summary>A Prometheus of the test's own.</summary>
    private sealed class PrometheusServer : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-");
        private readonly HttpClient _http = new();
        private Process? _process;

        public static async Task<PrometheusServer> StartOrSkipAsync(string target, string rules)
        {
            var server = new PrometheusServer();
            var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find(1)[0]}");
            server._http.BaseAddress = new Uri($"http://{address}");
            var configuration = Path.Combine(server._folder.FullName, "prometheus.yml");
            await File.WriteAllTextAsync(
                configuration,
                $$"""
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: [ "{{rules}}" ]
                scrape_configs: [ { job_name: krav, static_configs: [ { targets: [ "{{new Uri(
                    target
                ).Authority}}" ] } ] } ]
                """,
                Cancel
            );
            try
            {
                server._process = Process.Start(
                    new ProcessStartInfo(
                        "prometheus",
                        [
                            $"--config.file={configuration}",
                            $"--storage.tsdb.path={Path.Combine(server._folder.FullName, "data")}",
                            $"--web.listen-address={address}",
                            "--log.level=error",
                        ]
                    )
                    {
                        UseShellExecute = false,
                    }
                );
            }
            catch (System.ComponentModel.Win32Exception)
            {
                server.Dispose();
                Assert.Skip("There is no prometheus to start here.");
            }

            await Poll.UntilAsync(server.IsReadyAsync);
            return server;
        }

        public Task<JsonElement> QueryAsync(string expression) =>
            GetAsync("/api/v1/query?query=" + Uri.EscapeDataString(expression));

        public async Task<int> CountAsync(string name) =>
            (await QueryAsync(name)).GetProperty("data").GetProperty("result").GetArrayLength();

        public async Task<JsonElement> GetAsync(string path)
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        }

        public void Dispose()
        {
            _http.Dispose();
            _process?.Kill();
            _process?.WaitForExit();
            _process?.Dispose();
            _folder.Delete(recursive: true);
        }

        private async Task<bool> IsReadyAsync()
        {
            _process!.HasExited.ShouldBeFalse();
            try
            {
                using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), Cancel);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
