using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Pictures of the pages, kept in <c>TestResults/screenshots</c> of the repository.</summary>
public static class Pictures
{
    private static readonly string Folder = Path.Combine(Repository.Root, "TestResults", "screenshots");

    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
}
