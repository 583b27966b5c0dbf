using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>A browser, and a stage for each test that runs at the same time; they are started when first needed.</summary>
public sealed class Stages : IAsyncLifetime
{
    /// <summary>The browser without windows comes first: it does the same with half the processor time.</summary>
    private static readonly string? s_chromium = new[]
    {
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
    }.FirstOrDefault(File.Exists);

    private readonly ConcurrentBag<Stage> _free = [];
    private readonly ConcurrentBag<Stage> _all = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser!;

    public async ValueTask InitializeAsync()
    {
        if (s_chromium is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = s_chromium,
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

    /// <summary>Begins a story on a stage that no other test is on; where it is disposed of, the next test may have it.</summary>
    public Task<Stage> BeginAsync()
    {
        SkipWithoutBrowser();
        return BeginWithoutBrowserAsync();
    }

    /// <summary>Starts the demo as a newcomer does, for one test alone.</summary>
    public Task<Demo> StartDemoAsync()
    {
        SkipWithoutBrowser();
        Assert.SkipUnless(Repository.IsDebug, "The demo is a Debug build; run the tests without -c Release.");
        return Demo.StartAsync(Browser);
    }

    /// <summary>Begins a story in which nobody opens a page.</summary>
    public async Task<Stage> BeginWithoutBrowserAsync()
    {
        if (!_free.TryTake(out var stage))
        {
            stage = await Stage.StartAsync(this, TestContext.Current.CancellationToken);
            _all.Add(stage);
        }

        try
        {
            await stage.BeginAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes a stage back from a test that has ended.</summary>
    public void Return(Stage stage) => _free.Add(stage);

    public async ValueTask DisposeAsync()
    {
        // The processes first: a browser that has died throws, and they would be left running.
        foreach (var stage in _all)
        {
            await stage.StopAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static void SkipWithoutBrowser() =>
        Assert.SkipUnless(
            s_chromium is not null,
            "There is no browser; install Debian's package chromium-headless-shell, or chromium."
        );
}
