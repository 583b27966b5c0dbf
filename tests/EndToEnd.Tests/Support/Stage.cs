using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>The sandbox, the API and SmartCloud as processes of their own, for one test at a time.</summary>
public sealed class Stage : IScene, IAsyncDisposable
{
    public const string ProviderClientId = "2b8f5d1e-6a39-4e84-bc17-5c9d0a3e1f44";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly string _folder = Directory.CreateTempSubdirectory("end-to-end-").FullName;
    private readonly HttpClient _http = new();
    private readonly ClientKey _providerKey = new("provider");
    private readonly Stages _stages;
    private ChildProcess? _sandbox;
    private ChildProcess? _api;
    private ChildProcess? _smartCloud;
    private int _begun;

    private Stage(Stages stages)
    {
        _stages = stages;
        var ports = FreePort.Find(3);
        (SandboxAddress, ApiAddress, SmartCloudAddress) = (At(ports[0]), At(ports[1]), At(ports[2]));
        People = new AltinnPeople(_http, SandboxAddress);
    }

    public Uri SandboxAddress { get; }

    public Uri ApiAddress { get; }

    public Uri SmartCloudAddress { get; }

    public IBrowser Browser => _stages.Browser;

    /// <summary>Gets the people's doings in Altinn, without a browser.</summary>
    public AltinnPeople People { get; }

    public string Logs =>
        $"== sandbox\n{_sandbox?.Output}\n== API\n{_api?.Output}\n== SmartCloud\n{_smartCloud?.Output}";

    /// <summary>Starts the sandbox and the API.</summary>
    public static async Task<Stage> StartAsync(Stages stages, CancellationToken cancellationToken)
    {
        var stage = new Stage(stages);
        try
        {
            await stage.StartSandboxAsync(cancellationToken);
            await stage.StartApiAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.StopAsync();
            throw;
        }
    }

    /// <summary>Begins the story anew: the world as it was seeded, and a SmartCloud that remembers nothing.</summary>
    public async Task BeginAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await StopSmartCloudAsync();
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
        _begun++;
        await KillAndRestartSmartCloudAsync();
    }

    /// <summary>Kills SmartCloud where it stands, and starts it again on the folder that it left.</summary>
    public async Task KillAndRestartSmartCloudAsync()
    {
        await StopSmartCloudAsync();
        _smartCloud = await ChildProcess.StartAsync(
            "samples/SmartCloud",
            SmartCloudAddress,
            new Settings
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Origin(SmartCloudAddress),
                ["SmartCloud:PublicAddress"] = SmartCloudAddress.AbsoluteUri,
                ["SmartCloud:StateFolder"] = Path.Combine(_folder, $"smartcloud-{_begun}"),
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

    /// <summary>Leaves the stage to another test.</summary>
    public ValueTask DisposeAsync()
    {
        _stages.Return(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Stops the processes, and removes what they kept.</summary>
    public async Task StopAsync()
    {
        foreach (var child in new[] { _smartCloud, _api, _sandbox })
        {
            if (child is not null)
            {
                await child.DisposeAsync();
            }
        }

        _http.Dispose();
        _providerKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartSandboxAsync(CancellationToken cancellationToken) =>
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
            cancellationToken
        );

    private async Task StartApiAsync(CancellationToken cancellationToken)
    {
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
            cancellationToken
        );
        await ApiHasKeysAsync(cancellationToken);
    }

    /// <summary>Waits until the API has Maskinporten's keys: it gives a fetch two seconds, which a busy machine may exceed.</summary>
    private async Task ApiHasKeysAsync(CancellationToken cancellationToken)
    {
        var header = Text("""{"alg":"RS256","kid":"nobody"}""");
        var expires = TimeProvider.System.GetUtcNow().AddMinutes(2).ToUnixTimeSeconds();
        var payload = Text($$"""{"iss":"{{SandboxAddress}}","exp":{{expires}}}""");
        HttpStatusCode status;
        do
        {
            await Task.Delay(s_pause, TimeProvider.System, cancellationToken);
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                new Uri(ApiAddress, "v1/regnskapssystem/egen/aapnekrav")
            );
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                $"{header}.{payload}.{Text(new string('x', 256))}"
            );
            using var response = await _http.SendAsync(request, cancellationToken);
            status = response.StatusCode;
        } while (status is HttpStatusCode.ServiceUnavailable);

        status.ShouldBe(HttpStatusCode.Unauthorized, Logs);

        static string Text(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    private async Task StopSmartCloudAsync()
    {
        if (_smartCloud is not null)
        {
            await _smartCloud.DisposeAsync();
            _smartCloud = null;
        }
    }

    private static Uri At(int port) => new($"http://localhost:{port}/");

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private sealed class Settings : Dictionary<string, string>;
}
