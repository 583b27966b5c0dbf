using System.Net;
using System.Text.RegularExpressions;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Pages;

public sealed partial class LanguageTests
{
    [Theory]
    [InlineData("nn-NO,nn;q=0.9,nb;q=0.8,en;q=0.7", "nn", "Kundar")]
    [InlineData("de-DE, en-GB;q=0.8", "en", "Customers")]
    [InlineData("en;q=0.5, no", "nb", "Kunder")]
    [InlineData("de", "nb", "Kunder")]
    [InlineData("*;;,=", "nb", "Kunder")]
    public async Task A_page_is_in_the_language_that_the_browser_asks_for(string wishes, string code, string heading)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();
        browser.AcceptLanguage = wishes;

        var page = await browser.GetAsync("/");

        page.Html.ShouldContain($"<html lang=\"{code}\">");
        page.Headings.ShouldBe([heading]);
    }

    [Fact]
    public async Task A_choice_goes_before_what_the_browser_asks_for()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();
        browser.AcceptLanguage = "en";

        await browser.SubmitAsync("/", "/language", ("language", "nn"), ("returnTo", "/"));

        (await browser.GetAsync("/")).Headings.ShouldBe(["Kundar"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/setup")]
    [InlineData("/receipt")]
    [InlineData("/nowhere")]
    [InlineData("/customers/new")]
    [InlineData("/customers/310904473")]
    [InlineData("/customers/310904473/claims")]
    [InlineData("/customers/310904473/payments")]
    [InlineData("/customers/314250052")]
    [InlineData("/customers/314250052/clients")]
    [InlineData("/customers/314250052/client?client=12")]
    public async Task A_page_has_no_words_of_bokmaal_when_it_is_read_in_nynorsk(string path)
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = host.Browse();
        browser.AcceptLanguage = "nn";

        var page = await browser.GetAsync(path);

        page.Html.ShouldContain("<html lang=\"nn\">");
        var body = page.Html[page.Html.IndexOf("<main", StringComparison.Ordinal)..];
        WebUtility.HtmlDecode(Tags().Replace(body, " ")).ShouldBeNynorsk();
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
