using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>The demo as a newcomer starts it: SmartCloud alone, which starts the API beside it, with the sandbox in it.</summary>
public sealed class Demo : IScene, IAsyncDisposable
{
    private const int ApiAfterOwn = 10;
    private const int SandboxAfterOwn = 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("end-to-end-demo-").FullName;
    private ChildProcess? _smartCloud;

    private Demo(IBrowser browser, int port)
    {
        Browser = browser;
        SmartCloudAddress = At(port);
        ApiAddress = At(port + ApiAfterOwn);
        SandboxAddress = At(port + SandboxAfterOwn);
    }

    public IBrowser Browser { get; }

    public Uri SmartCloudAddress { get; }

    public Uri ApiAddress { get; }

    public Uri SandboxAddress { get; }

    /// <summary>Gets what the three have printed.</summary>
    public string Output => _smartCloud!.Output;

    /// <summary>Starts the demo at an address where nothing else is, by <c>--urls</c> alone.</summary>
    public static async Task<Demo> StartAsync(IBrowser browser)
    {
        var demo = new Demo(browser, FreePort.FindFirst(0, ApiAfterOwn, SandboxAfterOwn));
        try
        {
            await demo.StartAgainAsync();
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops all three, and starts them once more on the folder that they left.</summary>
    /// <param name="isSandboxEmptied">Whether what the sandbox kept is deleted in between.</param>
    public async Task StartAgainAsync(bool isSandboxEmptied = false)
    {
        await StopAsync();
        if (isSandboxEmptied)
        {
            Directory.Delete(Path.Combine(_folder, "sandbox"), recursive: true);
        }

        _smartCloud = await ChildProcess.StartAsync(
            "samples/SmartCloud",
            SmartCloudAddress,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["SmartCloud:StateFolder"] = _folder,
                // They have been built with the tests.
                ["SmartCloud:Companions:Build"] = "false",
            },
            TestContext.Current.CancellationToken,
            printed: "Register SmartCloud", // by then the others answer
            arguments: ["--urls", SmartCloudAddress.GetLeftPart(UriPartial.Authority)]
        );
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_smartCloud is not null)
        {
            await _smartCloud.DisposeAsync();
            _smartCloud = null;
        }
    }

    private static Uri At(int port) => new($"http://localhost:{port}/");
}
