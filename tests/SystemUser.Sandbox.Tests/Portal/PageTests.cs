using System.Net;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>What holds for every page, whoever made it.</summary>
public sealed partial class PageTests : PortalTest
{
    private const string User = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Agent = "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31";
    private const string VendorsLeader = "11867230124";
    private const string ProvidersLeader = "09827641259";

    public static TheoryData<string, string, string, string> Pages { get; } =
        new()
        {
            { The.DailyLeader, The.Customer, "/who", "Hvem er du?" },
            { The.DailyLeader, The.Customer, "/systemuser/overview", "Systemtilganger" },
            { The.BoardMember, The.Customer, "/systemuser/overview", "Systemtilganger" },
            { The.DailyLeader, The.Customer, $"/systemuser/details/{User}", "SmartCloud 1" },
            { The.DailyLeader, The.Customer, $"/systemuser/delete/{User}", "Slett systemtilgangen" },
            { The.DailyLeader, The.Customer, $"/systemuser/notice/{User}", "SmartCloud 1 ber om det samme som før" },
            { The.DailyLeader, The.Customer, "/systemuser/create", "Opprett systemtilgang" },
            { The.ClientAdministrator, The.Accountant, $"/systemuser/details/{Agent}", "SmartCloud TP" },
            { The.ClientAdministrator, The.Accountant, $"/systemuser/clients/{Agent}", "Klienter for SmartCloud TP" },
            { VendorsLeader, The.Vendor, "/vendor", "Systemer" },
            { VendorsLeader, The.Vendor, "/vendor/register", "Registrer system" },
            { ProvidersLeader, The.Provider, "/provider/scopes", "Scopes hos Maskinporten" },
            { ProvidersLeader, The.Provider, "/provider/resources", "Ressurser" },
            { ProvidersLeader, The.Provider, "/provider/resources/ske-krav-og-betalinger", "Krav og betalinger" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_has_headings_landmarks_and_labels(
        string pid,
        string organization,
        string path,
        string heading
    )
    {
        using var browser = await OpenAsync(pid, organization);
        var page = await browser.GetAsync(Ui + path);
        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.Heading.ShouldBe(heading);
        ShouldBeReadable(page, "nb");

        await browser.GetAsync($"{Ui}/language/en");
        var english = await browser.GetAsync(Ui + path);
        ShouldBeReadable(english, "en");
        english.Text.ShouldContain("This is a sandbox of made-up people");
        english.Text.ShouldNotContain("Systemtilganger");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_has_strict_security_headers(
        string pid,
        string organization,
        string path,
        string heading
    )
    {
        using var browser = await OpenAsync(pid, organization);
        var page = await browser.GetAsync(Ui + path);
        page.Heading.ShouldBe(heading);
        Header(page, "Content-Security-Policy")
            .ShouldBe(
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            );
        Header(page, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(page, "Referrer-Policy").ShouldBe("same-origin");
        Header(page, "X-Frame-Options").ShouldBe("DENY");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Html.ShouldNotContain("<script");
        page.Html.ShouldNotContain(" style=");
        page.Html.ShouldNotMatch("(src|href|action)=\"(https?:)?//");
        PostForms().Count(page.Html).ShouldBe(Tokens().Count(page.Html));
    }

    [Fact]
    public async Task Refusal_is_a_page_like_the_others()
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Ui + "/no/such/page");
        ShouldBeRefused(page, HttpStatusCode.NotFound, "PORTAL-00002");
        ShouldBeReadable(page, "nb");
    }

    [Fact]
    public async Task Cookies_are_closed_to_scripts_and_hide_the_person()
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        await browser.GetAsync($"{Ui}/language/en");
        var cookies = browser.Cookies.GetAllCookies();
        cookies
            .Select(cookie => cookie.Name)
            .Order(StringComparer.Ordinal)
            .ShouldBe([Cookie("Actor"), Cookie("Form"), "SystemUserSandbox.Language"]);
        cookies.ShouldAllBe(cookie => cookie.HttpOnly);
        cookies.Single(cookie => cookie.Name == Cookie("Actor")).Value.ShouldNotContain(The.DailyLeader);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/accessmanagement/ui")]
    public async Task Overview_is_shown_when_the_root_is_opened(string address)
    {
        using var browser = Open();
        (await browser.GetAsync(address)).Location.ShouldBe(Overview);
    }

    [Fact]
    public async Task Every_link_of_the_menu_opens_a_page()
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Overview);
        foreach (
            var address in page
                .Links.SelectMany(link => link)
                .Where(link => link.StartsWith(Ui, StringComparison.Ordinal))
        )
        {
            (await browser.GetAsync(address)).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.SeeOther);
        }
    }

    [Fact]
    public async Task Overview_is_cut_into_pages_when_there_are_ten_thousand_system_users()
    {
        Change(draft =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                draft.Put(
                    new RegisteredSystemUser
                    {
                        Id = Guid.NewGuid(),
                        Kind = SystemUserKind.Standard,
                        SystemId = The.System,
                        Owner = The.Customer,
                        ExternalRef = $"ref-{i}",
                        Rights = [The.Resource],
                    }
                );
            }
        });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Overview);
        page.Links.SelectMany(link => link)
            .Count(link => link.Contains("/details/", StringComparison.Ordinal))
            .ShouldBe(25);
        page.Links["Neste side"].ShouldBe([$"{Overview}?q=&page=2"]);
        (await browser.GetAsync($"{Overview}?page=401")).Links.Contains("Neste side").ShouldBeFalse();
        (await browser.GetAsync($"{Overview}?q=ref-4711")).Text.ShouldContain("referanse ref-4711");
    }

    private static string Header(PortalPage page, string name) => page.Headers.GetValues(name).Single();

    private static void ShouldBeReadable(PortalPage page, string language)
    {
        var html = page.Html;
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldContain($"<html lang=\"{language}\">");
        html.ShouldContain("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        H1().Count(html).ShouldBe(1);
        html.ShouldContain("<a class=\"skip\" href=\"#content\">");
        html.ShouldContain("<main id=\"content\"");
        foreach (var landmark in new[] { "<header", "<nav", "<main", "<footer" })
        {
            html.ShouldContain(landmark);
        }

        var level = 1;
        foreach (var next in Headings().Matches(html).Select(match => int.Parse(match.Groups[1].Value)))
        {
            next.ShouldBeLessThanOrEqualTo(level + 1, page.Text);
            level = next;
        }

        var ids = Ids().Matches(html).Select(match => match.Groups[1].Value).ToList();
        ids.ShouldBeUnique();
        var labeled = Labels().Matches(html).Select(match => match.Groups[1].Value).ToHashSet();
        labeled.ShouldBeSubsetOf(ids);
        foreach (var control in Controls().Matches(html).Select(match => match.Value))
        {
            var isInLabel = control.Contains("type=\"checkbox\"") || control.Contains("type=\"radio\"");
            var id = Ids().Match(control).Groups[1].Value;
            (isInLabel || labeled.Contains(id)).ShouldBeTrue($"{control} has no label");
        }

        page.Buttons.ShouldAllBe(button => button.Length > 0);
        page.Links.ShouldAllBe(link => link.Key.Length > 0);
    }

    [GeneratedRegex("<h1>")]
    private static partial Regex H1();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Headings();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<label for=\"([^\"]+)\"")]
    private static partial Regex Labels();

    [GeneratedRegex("<(?:input(?! type=\"hidden\")|select|textarea)[^>]*>")]
    private static partial Regex Controls();

    [GeneratedRegex("<form method=\"post\"")]
    private static partial Regex PostForms();

    [GeneratedRegex("name=\"__RequestVerificationToken\"")]
    private static partial Regex Tokens();
}
