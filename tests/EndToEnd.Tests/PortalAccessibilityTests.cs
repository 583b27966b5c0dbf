using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Every page of the sandbox's portal, in light and dark, on a desk and on the narrowest phone.</summary>
public sealed class PortalAccessibilityTests(Stage stage)
{
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Agent = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31";

    private static readonly string[] LeadersPages =
    [
        "systemuser/overview",
        "systemuser/create",
        $"systemuser/details/{SystemUser}",
        $"systemuser/delete/{SystemUser}",
        $"systemuser/notice/{SystemUser}",
        "systemuser/request?id=none",
        "vendor",
        "vendor/register",
        "provider/scopes",
        "provider/resources",
        "provider/resources/ske-krav-og-betalinger",
        "sandbox/decisions?paused=1",
        "sandbox/faults",
    ];

    private static readonly string[] AdministratorsPages =
    [
        $"systemuser/details/{Agent}",
        $"systemuser/clients/{Agent}",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Every_page_can_be_read_and_used(ColorScheme colors, int width)
    {
        await stage.BeginAsync();
        var options = new BrowserNewContextOptions
        {
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = 740 },
        };
        await using var leader = await Visitor.ArriveAsync(stage, options);
        await leader.RegisterAsync();
        await leader.ConnectAsync(Vendor.Ape);
        await leader.Page.ShouldBeUsableAsync(colors, width);
        await leader.ActAsAsync(Person.StadigKonsert);
        await leader.Page.ShouldBeUsableAsync(colors, width);
        await leader.ApproveAsync();
        await leader.Page.ShouldBeUsableAsync(colors, width);
        await CheckAllAsync(leader, LeadersPages);

        await using var administrator = await Visitor.ArriveAsync(stage, options);
        await administrator.OpenPortalAsync($"{Portal.Root}systemuser/overview", Person.DressMinst);
        await CheckAllAsync(administrator, AdministratorsPages);

        async Task CheckAllAsync(Visitor visitor, IEnumerable<string> pages)
        {
            foreach (var page in pages)
            {
                await visitor.Page.GotoAsync(new Uri(stage.SandboxAddress, Portal.Root + page).AbsoluteUri);
                await visitor.Page.ShouldBeUsableAsync(colors, width);
            }
        }
    }
}
