using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Every page of the sandbox's portal, in light and dark, on a desk and on the narrowest phone.</summary>
public sealed class PortalAccessibilityTests(Stages stages)
{
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Agent = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31";

    private static readonly string[] LeadersPages =
    [
        "systemuser/overview",
        "systemuser/overview?q=none",
        "systemuser/create",
        "systemuser/create?q=none",
        $"systemuser/details/{SystemUser}",
        $"systemuser/delete/{SystemUser}",
        $"systemuser/notice/{SystemUser}",
        "systemuser/request?id=none",
        "systemuser/changerequest?id=none",
        "users",
        "vendor",
        "vendor/register",
        "provider/scopes",
        "provider/resources",
        "provider/resources?q=none",
        "provider/resources/ske-krav-og-betalinger",
        "provider/resources/none",
        "who",
        "who?q=none",
        "no/such/page",
    ];

    private static readonly string[] AdministratorsPages =
    [
        "systemuser/overview",
        $"systemuser/details/{Agent}",
        $"systemuser/clients/{Agent}",
        $"systemuser/clients/{Agent}?q=none",
        "users",
        $"systemuser/delete/{Agent}",
    ];

    private static readonly string[] ProvidersPages = ["provider/scopes", "vendor/register", "systemuser/overview"];

    private static readonly string[] VendorsPages = ["vendor", "provider/scopes"];

    private static readonly string[] MembersPages =
    [
        "systemuser/overview",
        $"systemuser/details/{SystemUser}",
        "users",
    ];

    public static TheoryData<ColorScheme, int> Windows =>
        new()
        {
            { ColorScheme.Light, 1100 },
            { ColorScheme.Light, 320 },
            { ColorScheme.Dark, 1100 },
            { ColorScheme.Dark, 320 },
        };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_page_can_be_read_and_used(ColorScheme colors, int width)
    {
        await using var stage = await stages.BeginAsync();
        var options = Options(colors, width);
        foreach (
            var (person, pages) in new[]
            {
                (Person.StadigKonsert, LeadersPages),
                (Person.RettvisTrapes, MembersPages),
                (Person.DressMinst, AdministratorsPages),
                (Person.SkyfriHorisont, VendorsPages),
                (Person.SindigKalkyle, ProvidersPages),
            }
        )
        {
            await using var visitor = await Visitor.ArriveAsync(stage, options);
            await visitor.OpenPortalAsync($"{Portal.Root}systemuser/overview", person);
            foreach (var language in new[] { "nb", "en" })
            {
                await GoAsync(visitor, $"language/{language}");
                foreach (var page in pages)
                {
                    await GoAsync(visitor, page);
                    foreach (var summary in await visitor.Page.Locator("summary").AllAsync())
                    {
                        await summary.ClickAsync();
                    }

                    await visitor.Page.ShouldBeUsableAsync(colors, width);
                    (await visitor.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_answer_can_be_read_and_used(ColorScheme colors, int width)
    {
        await using var stage = await stages.BeginAsync();
        var options = Options(colors, width);
        await using var leader = await Visitor.ArriveAsync(stage, options);
        await leader.RegisterAsync();
        await leader.ConnectAsync(Vendor.Ape);
        await leader.Page.ShouldBeUsableAsync(colors, width);
        await leader.ActAsAsync(Person.StadigKonsert);
        await CheckAsync(leader, "SmartCloud ber om systemtilgang");
        await using var member = await Visitor.ArriveAsync(stage, options);
        await member.OpenPortalAsync(leader.Page.Url, Person.RettvisTrapes);
        await CheckAsync(member, "SmartCloud ber om systemtilgang");
        await member.PressAsync("Send videre til dem som kan svare");
        await CheckAsync(member, "SmartCloud ber om systemtilgang");
        await using var stranger = await Visitor.ArriveAsync(stage, options);
        await stranger.OpenPortalAsync(leader.Page.Url, Person.Pia);
        await CheckAsync(stranger, "Dette gikk ikke");
        await leader.PressAsync("Avvis");
        await CheckAsync(leader, "SmartCloud ber om systemtilgang");
        await leader.ReturnAsync();
        await leader.ConnectAsync(Vendor.Ape);
        await leader.ApproveAsync();
        await CheckAsync(leader, "SmartCloud ber om systemtilgang");
        await leader.ReturnAsync();

        await leader.OpenAsync($"customers/{Vendor.Ape}");
        await leader.GoToAltinnAsync(() => leader.Button("Be om fullmakten").ClickAsync());
        await CheckAsync(leader, "SmartCloud ber om endret systemtilgang");
        await leader.ApproveAsync();
        await CheckAsync(leader, "SmartCloud ber om endret systemtilgang");

        await GoAsync(leader, "systemuser/create");
        await leader.PressAsync("Opprett");
        await CheckAsync(leader, "Opprett systemtilgang");
        await GoAsync(leader, "vendor/register");
        await leader.Page.Locator("#id").FillAsync("med mellomrom");
        await leader.Page.GetByLabel("Navn").FillAsync("Med mellomrom");
        await leader.Page.GetByLabel("Beskrivelse").FillAsync("Med mellomrom");
        await leader.PressAsync("Registrer");
        await CheckAsync(leader, "Registrer system");

        await GoAsync(leader, "users");
        await leader.Page.GetByLabel("Fødselsnummer").FillAsync("00000000000");
        await leader.Page.GetByLabel("Etternavn").FillAsync("INGEN");
        await leader.Page.GetByLabel("Tilgangsstyrer").CheckAsync();
        await leader.PressAsync("Gi rollen");
        await CheckAsync(leader, "Brukere");

        // A form that has lost what shows where it came from.
        await GoAsync(leader, $"systemuser/delete/{SystemUser}");
        await leader.Page.EvaluateAsync("document.querySelector('main form input').remove()");
        await leader.PressAsync("Slett");
        await CheckAsync(leader, "Dette gikk ikke");

        // The system now asks for something else than it did.
        await stage.People.ChangeRightsAsync("991825827_smartcloud_demo", "ske-innrapportering-boligselskap");
        await GoAsync(leader, "systemuser/overview");
        await CheckAsync(leader, "Systemtilganger");
        await GoAsync(leader, $"systemuser/notice/{SystemUser}");
        await CheckAsync(leader, "SmartCloud 1 har endret hva det ber om");
        await leader.PressAsync("Godkjenn endringen");
        await CheckAsync(leader, "SmartCloud 1");
        await GoAsync(leader, $"systemuser/delete/{SystemUser}");
        await leader.PressAsync("Slett");
        await CheckAsync(leader, "Systemtilganger");
        leader.Complaints.ShouldBeEmpty();

        async Task CheckAsync(Visitor visitor, string heading)
        {
            (await visitor.Page.Locator("h1").InnerTextAsync()).ShouldBe(heading);
            await visitor.Page.ShouldBeUsableAsync(colors, width);
        }
    }

    private static BrowserNewContextOptions Options(ColorScheme colors, int width) =>
        new()
        {
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = 740 },
        };

    private static Task GoAsync(Visitor visitor, string page) =>
        visitor.Page.GotoAsync(new Uri(visitor.Scene.SandboxAddress, Portal.Root + page).AbsoluteUri);
}
