using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>The sandbox, the API and SmartCloud as processes of their own, and a browser; the tests take turns on it.</summary>
public sealed class Stage : IAsyncLifetime
{
    public const string Chromium = "/usr/bin/chromium";
    public const string ProviderClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";

    private readonly string _folder = Directory.CreateTempSubdirectory("end-to-end-").FullName;
    private readonly HttpClient _http = new();
    private readonly ProviderKey _providerKey = new();
    private ChildProcess? _sandbox;
    private ChildProcess? _api;
    private ChildProcess? _smartCloud;
    private IPlaywright? _playwright;
    private int _reset;

    public Uri SandboxAddress { get; private set; } = null!;

    public Uri ApiAddress { get; private set; } = null!;

    public Uri SmartCloudAddress { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Gets the people's doings in Altinn, without a browser.</summary>
    public AltinnPeople People { get; private set; } = null!;

    public string Logs =>
        $"== sandbox\n{_sandbox?.Output}\n== API\n{_api?.Output}\n== SmartCloud\n{_smartCloud?.Output}";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        var ports = FreePort.Find(3);
        (SandboxAddress, ApiAddress, SmartCloudAddress) = (At(ports[0]), At(ports[1]), At(ports[2]));
        People = new AltinnPeople(_http, SandboxAddress);
        _sandbox = await ChildProcess.StartAsync(
            "src/SystemUser.Sandbox",
            new Uri(SandboxAddress, ".well-known/oauth-authorization-server"),
            new Settings
            {
                ["SystemUserSandbox:Address"] = Origin(SandboxAddress),
                ["SystemUser:Client:ClientId"] = ProviderClientId,
                ["SystemUser:Client:PrivateJwk"] = _providerKey.PrivateJwk,
                ["SystemUser:Altinn:SubscriptionKey"] = "end-to-end",
            },
            CancellationToken.None
        );
        _api = await ChildProcess.StartAsync(
            "samples/KravOgBetalingerApi",
            ApiAddress,
            new Settings
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = Origin(ApiAddress),
                ["SystemUser:Maskinporten:Issuer"] = SandboxAddress.AbsoluteUri,
                ["SystemUser:Maskinporten:MetadataAddress"] = $"{SandboxAddress}.well-known/oauth-authorization-server",
                ["SystemUser:Altinn:BaseAddress"] = Origin(SandboxAddress),
                ["SystemUser:Altinn:SubscriptionKey"] = "end-to-end",
                ["SystemUser:Client:ClientId"] = ProviderClientId,
                ["SystemUser:Client:PrivateJwk"] = _providerKey.PrivateJwk,
                // The tests change the world between two clicks; how long an answer may be kept is tested elsewhere.
                ["SystemUser:Decisions:PermitLifetime"] = "00:00:00",
                ["SystemUser:Decisions:RefusalLifetime"] = "00:00:00",
                // A busy machine is not to be mistaken for an outage; SmartCloud waits for ten seconds.
                ["SystemUser:Decisions:TotalTimeout"] = "00:00:09",
                ["SystemUser:Decisions:AttemptTimeout"] = "00:00:09",
            },
            CancellationToken.None
        );
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>Begins the story anew: the world as it was seeded, and a SmartCloud that remembers nothing.</summary>
    public async Task BeginAsync()
    {
        Assert.SkipUnless(
            File.Exists(Chromium),
            $"There is no browser at {Chromium}; install Debian's package chromium."
        );
        var cancellationToken = TestContext.Current.CancellationToken;
        (
            await _http.DeleteAsync(new Uri(SandboxAddress, "sandbox/faults"), cancellationToken)
        ).EnsureSuccessStatusCode();
        (
            await _http.PostAsync(new Uri(SandboxAddress, "sandbox/reset"), null, cancellationToken)
        ).EnsureSuccessStatusCode();
        var keys = new Uri(SandboxAddress, $"sandbox/maskinporten/clients/{ProviderClientId}/jwks");
        using var jwks = new StringContent(
            $$"""{"keys":[{{_providerKey.PublicJwk}}]}""",
            Encoding.UTF8,
            "application/json"
        );
        (await _http.PostAsync(keys, jwks, cancellationToken)).EnsureSuccessStatusCode();
        _reset++;
        await KillAndRestartSmartCloudAsync();
    }

    /// <summary>Kills SmartCloud where it stands, and starts it again on the folder that it left.</summary>
    public async Task KillAndRestartSmartCloudAsync()
    {
        if (_smartCloud is not null)
        {
            await _smartCloud.DisposeAsync();
        }

        _smartCloud = await ChildProcess.StartAsync(
            "samples/SmartCloud",
            SmartCloudAddress,
            new Settings
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Origin(SmartCloudAddress),
                ["SmartCloud:PublicAddress"] = SmartCloudAddress.AbsoluteUri,
                ["SmartCloud:StateFolder"] = Path.Combine(_folder, $"smartcloud-{_reset}"),
                ["SmartCloud:Maskinporten:Issuer"] = SandboxAddress.AbsoluteUri,
                ["SmartCloud:Altinn:BaseAddress"] = SandboxAddress.AbsoluteUri,
                ["SmartCloud:KravOgBetalinger:BaseAddress"] = new Uri(ApiAddress, "v1/").AbsoluteUri,
                ["SmartCloud:Companions:Start"] = "false",
            },
            TestContext.Current.CancellationToken,
            printed: "Register SmartCloud" // by then its clients are registered
        );
    }

    /// <summary>Makes a service of the sandbox fail, as when Altinn is down.</summary>
    public async Task BreakAsync(string service)
    {
        var address = new Uri(SandboxAddress, $"sandbox/faults/{service}");
        using var fault = new StringContent(
            "{\"kind\":\"status\",\"status\":503,\"retryAfterSeconds\":20}",
            Encoding.UTF8,
            "application/json"
        );
        using var response = await _http.PutAsync(address, fault, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        // The processes first: a browser that has died throws, and they would be left running.
        foreach (var child in new[] { _smartCloud, _api, _sandbox })
        {
            if (child is not null)
            {
                await child.DisposeAsync();
            }
        }

        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _http.Dispose();
        _providerKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Uri At(int port) => new($"http://localhost:{port}/");

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private sealed class Settings : Dictionary<string, string>;
}
