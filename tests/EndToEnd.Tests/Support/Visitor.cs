using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Someone at a browser of their own.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visitor(IScene scene, IBrowserContext context, IPage page)
    {
        (Scene, _context, Page) = (scene, context, page);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        context.Request += (_, request) =>
        {
            if (!new Uri(request.Url).IsLoopback)
            {
                _complaints.Add($"A page asked another host for {request.Url}");
            }
        };
    }

    public IScene Scene { get; }

    public IPage Page { get; private set; }

    /// <summary>Gets what the browser complained of, and which other hosts the pages asked for something.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a browser that has not been anywhere.</summary>
    /// <param name="scene">Where.</param>
    /// <param name="options">What kind of browser.</param>
    /// <param name="isLedOn">Whether the portal may lead on by itself; else a test that still reads would lose its page.</param>
    public static async Task<Visitor> ArriveAsync(
        IScene scene,
        BrowserNewContextOptions? options = null,
        bool isLedOn = false
    )
    {
        options ??= new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 1100, Height = 800 },
        };
        options.Locale ??= "nb-NO";
        var context = await scene.Browser.NewContextAsync(options);
        if (!isLedOn)
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = "SystemUserSandbox.Stay",
                    Value = "yes",
                    Url = scene.SandboxAddress.AbsoluteUri,
                },
            ]);
        }

        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Visitor(scene, context, await context.NewPageAsync());
    }

    /// <summary>Closes the tab, with whatever it was still loading, and goes on in a new one.</summary>
    public async Task ChangeTabAsync()
    {
        var old = Page;
        Page = await _context.NewPageAsync();
        await old.CloseAsync();
    }

    /// <summary>Opens a page of SmartCloud.</summary>
    public Task<IResponse?> OpenAsync(string path) =>
        Page.GotoAsync(new Uri(Scene.SmartCloudAddress, path).AbsoluteUri);

    /// <summary>Finds a button.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Finds a link.</summary>
    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Presses a button and waits for the page that follows.</summary>
    public Task PressAsync(string name) => FollowAsync(Button(name));

    /// <summary>Clicks something that leads to another page, and waits for that.</summary>
    public Task FollowAsync(ILocator target) => LeaveAsync(() => target.ClickAsync());

    /// <summary>Does something that leads to another page, and waits for that.</summary>
    public async Task LeaveAsync(Func<Task> leave)
    {
        var loaded = new TaskCompletionSource();
        Page.Load += OnLoad;
        await leave();
        await loaded.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Page.Load -= OnLoad;

        void OnLoad(object? sender, IPage page) => loaded.TrySetResult();
    }

    /// <summary>Keeps a picture of the page with the results of the tests.</summary>
    public Task PictureAsync(string name) => Pictures.TakeAsync(Page, name);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
