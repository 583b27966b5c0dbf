using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Every page of SmartCloud, in light and dark, on a desk and on the narrowest phone, in all languages.</summary>
public sealed class SmartCloudAccessibilityTests(Stages stages)
{
    private static readonly string[] Pages =
    [
        "",
        "setup",
        "receipt",
        "nowhere",
        "customers/new",
        "customers/310904473",
        "customers/310904473/claims",
        "customers/310904473/payments",
        "customers/314250052",
        "customers/314250052/clients",
        "customers/314250052/client?client=312714051",
        "customers/314250052/client?client=12",
        "customers/311004174",
        "customers/311004174/claims",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Every_page_can_be_read_and_used(ColorScheme colors, int width)
    {
        await using var stage = await stages.BeginAsync();
        await using var visitor = await Visitor.ArriveAsync(
            stage,
            new()
            {
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 740 },
            }
        );
        await visitor.RegisterAsync();
        var ape = await visitor.ConnectAsync(Vendor.Ape);
        await stage.People.ApproveAsync(Person.StadigKonsert, Vendor.Ape, ape);
        var tiger = await visitor.ConnectAsync(Vendor.Tiger);
        await stage.People.ApproveAsync(Person.DressMinst, Vendor.Tiger, tiger, isAgent: true);
        foreach (var customer in new[] { Vendor.Ape, Vendor.Tiger })
        {
            await visitor.OpenAsync($"customers/{customer}");
            await visitor.PressAsync("Spør Altinn på nytt");
        }

        await visitor.ConnectAsync("311004174");
        foreach (var path in Pages)
        {
            await visitor.OpenAsync(path);
            foreach (var summary in await visitor.Page.Locator("summary").AllAsync())
            {
                await summary.ClickAsync();
            }

            await visitor.Page.ShouldBeAccessibleAsync();
            await visitor.OpenAsync(path);
            await visitor.Page.ShouldBeUsableAsync(colors, width);
        }

        await visitor.OpenAsync("");
        await visitor.PressAsync("English");
        await visitor.Page.ShouldBeAccessibleAsync();
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Customers");
        await visitor.PressAsync("Nynorsk");
        await visitor.Page.ShouldBeAccessibleAsync();
        (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe("Kundar");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1100)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Every_answer_can_be_read_and_used(ColorScheme colors, int width)
    {
        await using var stage = await stages.BeginAsync();
        await using var visitor = await Visitor.ArriveAsync(
            stage,
            new()
            {
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 740 },
            }
        );
        var customer = $"customers/{Vendor.Ape}";
        await visitor.OpenAsync("setup");
        await CheckAsync("Oppsett");
        await visitor.OpenAsync(customer);
        await visitor.PressAsync("Koble til");
        await CheckAsync("TILFELDIG SUBTIL APE", failure: "SystemNotRegistered");
        await visitor.RegisterAsync();
        await CheckAsync("Oppsett");
        await visitor.ConnectAsync(Vendor.Ape);
        await visitor.ActAsAsync(Person.StadigKonsert);
        await OpenAsync("receipt", "Tilbake fra Altinn");
        await OpenAsync(customer, "TILFELDIG SUBTIL APE");
        await OpenAsync($"{customer}/claims", "Hva kunden skylder", failure: "NotApprovedYet");
        await visitor.OpenAsync(customer);
        await visitor.FollowAsync(visitor.Page.Locator("[data-confirm]"));
        await visitor.PressAsync("Avvis");
        await visitor.ReturnAsync();
        await CheckAsync("Tilbake fra Altinn");
        await OpenAsync(customer, "TILFELDIG SUBTIL APE");
        await visitor.ConnectAsync(Vendor.Ape);
        await visitor.ApproveAsync();
        await visitor.ReturnAsync();
        await CheckAsync("Tilbake fra Altinn");

        await visitor.OpenAsync(customer);
        await visitor.GoToAltinnAsync(() => visitor.Button("Be om fullmakten").ClickAsync());
        await OpenAsync("receipt", "Tilbake fra Altinn");
        await OpenAsync(customer, "TILFELDIG SUBTIL APE");
        await visitor.FollowAsync(visitor.Page.Locator("[data-confirm-change]"));
        await visitor.ApproveAsync();
        await visitor.ReturnAsync();
        await CheckAsync("Tilbake fra Altinn");
        await OpenAsync(customer, "TILFELDIG SUBTIL APE");

        await stage.BreakAsync("pdp");
        await OpenAsync($"{customer}/claims", "Hva kunden skylder", failure: "RetryLater");
        await visitor.OpenAsync("customers/new");
        await visitor.Page.Locator("main form").EvaluateAsync("form => form.noValidate = true");
        await visitor.FollowAsync(visitor.Page.Locator("main form button"));
        await CheckAsync("Ny kunde");
        await visitor.Page.EvaluateAsync("document.querySelector('main [name=__RequestVerificationToken]').remove()");
        await visitor.FollowAsync(visitor.Page.Locator("main form button"));
        await CheckAsync("Skjemaet kunne ikke tas imot");

        async Task OpenAsync(string path, string heading, string? failure = null)
        {
            await visitor.OpenAsync(path);
            await CheckAsync(heading, failure);
        }

        async Task CheckAsync(string heading, string? failure = null)
        {
            (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe(heading);
            (await visitor.FailureAsync()).ShouldBe(failure);
            await visitor.Page.ShouldBeUsableAsync(colors, width);
        }
    }

    [Fact]
    public async Task The_story_can_be_told_with_the_keyboard_alone()
    {
        await using var stage = await stages.BeginAsync();
        await using var visitor = await Visitor.ArriveAsync(stage);
        await visitor.RegisterAsync();
        await visitor.OpenAsync($"customers/{Vendor.Ape}");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.PressAsync("Enter");
        (await visitor.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
        var button = visitor.Button("Koble til");
        for (var i = 0; i < 10 && !await button.EvaluateAsync<bool>("e => e === document.activeElement"); i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        await visitor.GoToAltinnAsync(() => visitor.Page.Keyboard.PressAsync("Enter"));
    }

    [Fact(DisableParallelization = true)]
    public async Task A_pages_time_is_well_within_what_feels_instant()
    {
        await using var stage = await stages.BeginAsync();
        await using var visitor = await Visitor.ArriveAsync(stage);
        await visitor.OpenAsync("");
        var times = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            await visitor.OpenAsync("");
            times.Add(
                await visitor.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].responseEnd")
            );
        }

        times.Min().ShouldBeLessThan(100);
    }
}
