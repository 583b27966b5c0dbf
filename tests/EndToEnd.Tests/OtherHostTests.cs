using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>The sandbox in a network of its own, as in another container, and the API outside.</summary>
public sealed class OtherHostTests
{
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";

    // A busy machine is not to be mistaken for an outage.
    private static readonly Dictionary<string, string> Patience = new()
    {
        ["SystemUser:Decisions:TotalTimeout"] = "00:00:09",
        ["SystemUser:Decisions:AttemptTimeout"] = "00:00:09",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_asks_a_sandbox_on_another_host_over_http_when_it_may()
    {
        using var network = OtherNetwork.OpenOrSkip();
        var ports = FreePort.Find(2);
        var sandboxAddress = new Uri($"http://{network.Inside}:{ports[0]}/");
        var apiAddress = new Uri($"http://localhost:{ports[1]}/");
        await using var sandbox = await ChildProcess.StartAsync(
            "src/SystemUser.Sandbox",
            new Uri(sandboxAddress, ".well-known/oauth-authorization-server"),
            [.. ComposedSettings("altinn").Select(OnThisMachine)],
            Cancelled,
            within: ["ip", "netns", "exec", network.Name]
        );
        await using var api = await ChildProcess.StartAsync(
            "samples/KravOgBetalingerApi",
            apiAddress,
            [.. ComposedSettings("api").Select(OnThisMachine), .. Patience],
            Cancelled
        );
        using var http = new HttpClient();
        var token = await http.GetStringAsync(
            new Uri(
                sandboxAddress,
                $"api/GetSystemUserToken?scopes=skatteetaten:kravogbetalinger&systemUserId={SystemUser}&orgNo=310904473"
            ),
            Cancelled
        );

        HttpStatusCode status;
        do
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(apiAddress, "v1/regnskapssystem/egen/aapnekrav")
            );
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, Cancelled);
            status = answer.StatusCode;
        } while (status == HttpStatusCode.ServiceUnavailable); // a fetch of keys has two seconds, which a busy machine may exceed

        status.ShouldBe(HttpStatusCode.OK, api.Output);

        KeyValuePair<string, string> OnThisMachine(KeyValuePair<string, string> setting) =>
            new(
                setting.Key,
                setting
                    .Value.Replace("altinn", network.Inside)
                    .Replace("5090", $"{ports[0]}")
                    .Replace("0.0.0.0:5080", $"localhost:{ports[1]}")
            );
    }

    /// <summary>Reads what docs/compose.yaml sets in the environment of a service.</summary>
    private static IEnumerable<KeyValuePair<string, string>> ComposedSettings(string service) =>
        File.ReadLines(Path.Combine(Repository.Root, "docs/compose.yaml"))
            .SkipWhile(line => line != $"  {service}:")
            .SkipWhile(line => line != "    environment:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith("      ", StringComparison.Ordinal))
            .Select(line => line.Trim().Split(": ", 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim('"')));

    /// <summary>A network namespace with a cable to this one.</summary>
    private sealed class OtherNetwork : IDisposable
    {
        private readonly string _outside;

        private OtherNetwork(int number)
        {
            Name = $"systemuser{number}";
            Inside = $"10.213.{number}.2";
            _outside = $"10.213.{number}.1";
        }

        public string Name { get; }

        public string Inside { get; }

        public static OtherNetwork OpenOrSkip()
        {
            var network = new OtherNetwork(Random.Shared.Next(1, 255));
            Assert.SkipUnless(Run($"netns add {network.Name}"), "Network namespaces need iproute2, and root.");
            var cable = network.Name;
            var isOpen =
                Run($"link add {cable} type veth peer name eth0 netns {network.Name}")
                && Run($"addr add {network._outside}/24 dev {cable}")
                && Run($"link set {cable} up")
                && Run($"-n {network.Name} addr add {network.Inside}/24 dev eth0")
                && Run($"-n {network.Name} link set eth0 up")
                && Run($"-n {network.Name} link set lo up");
            if (!isOpen)
            {
                network.Dispose();
                Assert.Skip("This machine gives a network namespace no cable.");
            }

            return network;
        }

        public void Dispose() => Run($"netns del {Name}");

        private static bool Run(string arguments)
        {
            try
            {
                using var ip = Process.Start(
                    new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, UseShellExecute = false }
                )!;
                ip.WaitForExit();
                return ip.ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }
}
