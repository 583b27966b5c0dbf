using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>Someone who has no mouse: Tab to walk, Enter and Space to act.</summary>
public static class Keyboard
{
    private const int MostStops = 100;

    private const string IsSeen = """
        e => {
          const style = getComputedStyle(e);
          return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        }
        """;

    /// <summary>Walks on to an element with the tabulator key; every stop on the way can be seen.</summary>
    public static async Task TabToAsync(this Visitor visitor, ILocator target)
    {
        for (var stops = 0; stops < MostStops; stops++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            var stop = visitor.Page.Locator(":focus");
            (await stop.EvaluateAsync<bool>(IsSeen)).ShouldBeTrue(await stop.EvaluateAsync<string>("e => e.outerHTML"));
            if (await target.HasFocusAsync())
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not come to {target} on {visitor.Page.Url}");
    }

    /// <summary>Walks to an element, presses a key on it, and waits for the page that follows.</summary>
    public static async Task TabAndPressAsync(this Visitor visitor, ILocator target, string key)
    {
        await visitor.TabToAsync(target);
        await visitor.LeaveAsync(() => visitor.Page.Keyboard.PressAsync(key));
    }

    /// <summary>Skips what stands before the content of the page, by its first link.</summary>
    public static async Task SkipToContentAsync(this Visitor visitor)
    {
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        (await visitor.Page.Locator("main").HasFocusAsync()).ShouldBeTrue(visitor.Page.Url);
    }

    /// <summary>Says whether an element has the focus.</summary>
    public static Task<bool> HasFocusAsync(this ILocator target) =>
        target.EvaluateAsync<bool>("e => e === document.activeElement");
}
