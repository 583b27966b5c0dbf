using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Someone at a browser of their own.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Visitor(Stage stage, IBrowserContext context, IPage page)
    {
        (_stage, _context, Page) = (stage, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!new Uri(request.Url).IsLoopback)
            {
                _complaints.Add($"A page asked another host for {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Gets what the browser complained of, and which other hosts the pages asked for something.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visitor> ArriveAsync(Stage stage, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = 1100, Height = 800 },
        };
        options.Locale ??= "nb-NO";
        var context = await stage.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return new Visitor(stage, context, await context.NewPageAsync());
    }

    /// <summary>Opens a page of SmartCloud.</summary>
    public Task<IResponse?> OpenAsync(string path) =>
        Page.GotoAsync(new Uri(_stage.SmartCloudAddress, path).AbsoluteUri);

    /// <summary>Presses a button and waits for the page that follows.</summary>
    public async Task PressAsync(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>Keeps a picture of the page with the results of the tests.</summary>
    public Task PictureAsync(string name) => Pictures.TakeAsync(Page, name);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
