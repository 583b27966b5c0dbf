using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SystemUser.AspNetCore.Benchmarks.Sandbox;

/// <summary>The sandbox as a process of its own, from its start to its first token.</summary>
internal sealed class SandboxUnderLoad : IDisposable
{
    public const string Agent = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31";

    private readonly Process _process;

    private SandboxUnderLoad(Process process, HttpClient http, TimeSpan timeToFirstToken)
    {
        _process = process;
        Http = http;
        TimeToFirstToken = timeToFirstToken;
    }

    public HttpClient Http { get; }

    public TimeSpan TimeToFirstToken { get; }

    /// <summary>Gets what it has had of the processors so far, whatever else they did meanwhile.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<SandboxUnderLoad> StartAsync(params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var http = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.StartNew();
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    typeof(SystemUser.Sandbox.Program).Assembly.Location,
                    $"--SystemUserSandbox:Address={address}",
                    "--Logging:LogLevel:Default=None",
                    .. settings,
                ]
            )
        )!;
        while (true)
        {
            try
            {
                await http.GetStringAsync($"/api/GetSystemUserToken?systemUserId={Agent}");
                return new SandboxUnderLoad(process, http, clock.Elapsed);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    /// <summary>Puts plain questions to the decision point, many at once, and counts the answers.</summary>
    /// <returns>Answers a second.</returns>
    public async Task<double> AskAsync(int callers, TimeSpan duration)
    {
        const string Question = $$$"""
            {"Request":{
              "AccessSubject":[{"Attribute":[{"AttributeId":"urn:altinn:systemuser:uuid","Value":"{{{Agent}}}"}]}],
              "Action":[{"Attribute":[{"AttributeId":"urn:oasis:names:tc:xacml:1.0:action:action-id","Value":"read"}]}],
              "Resource":[{"Attribute":[{"AttributeId":"urn:altinn:resource","Value":"ske-krav-og-betalinger"},
                                        {"AttributeId":"urn:altinn:organization:identifier-no","Value":"312714051"}]}]}}
            """;
        var token = await Http.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize"
        );
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return counts.Sum() / clock.Elapsed.TotalSeconds;

        async Task<int> CallAsync()
        {
            var count = 0;
            while (clock.Elapsed < duration)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/authorize");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
                request.Content = new StringContent(Question, new MediaTypeHeaderValue("application/json"));
                using var answer = await Http.SendAsync(request);
                var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
                count += body.Contains("\"Permit\"", StringComparison.Ordinal)
                    ? 1
                    : throw new InvalidOperationException(body);
            }

            return count;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
