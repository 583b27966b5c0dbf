using SystemUser.Sandbox.Portal.Internal.Texts;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class LanguageTests : PortalTest
{
    [Theory]
    [InlineData("nn-NO,nn;q=0.9,en;q=0.8", "nn")]
    [InlineData("en-GB,en;q=0.9,nb;q=0.8", "en")]
    [InlineData("no", "nb")]
    [InlineData("de-DE,de;q=0.9,nn;q=0.5,en;q=0.4", "nn")]
    [InlineData("de", "nb")]
    [InlineData("", "nb")]
    public async Task Language_is_the_first_of_the_browsers_that_the_portal_has(string accepted, string expected)
    {
        using var browser = Open();
        browser.AcceptLanguage = accepted;

        (await browser.GetAsync(Ui + "/who")).Html.ShouldContain($"<html lang=\"{expected}\">");

        await browser.GetAsync(Ui + "/language/nb");
        (await browser.GetAsync(Ui + "/who")).Html.ShouldContain("<html lang=\"nb\">");
    }

    [Fact]
    public void Names_are_in_Norwegian_order()
    {
        string[] names = ["Øystein", "ålesund", "Zebra", "Ærlig", "ape", "Ape 2"];

        names.Order(Norwegian.Order).ShouldBe(["ape", "Ape 2", "Zebra", "Ærlig", "Øystein", "ålesund"]);
    }

    [Theory]
    [InlineData("2026-01-05T08:00:00Z", "09:00")]
    [InlineData("2026-07-05T22:30:00Z", "00:30")]
    public void Time_is_Norwegian_in_winter_and_summer(string utc, string local) =>
        Norwegian.Time(DateTimeOffset.Parse(utc)).ToString("HH:mm").ShouldBe(local);

    [Fact]
    public async Task Request_has_Norwegian_time()
    {
        var request = PutRequest(with: row => row with { Created = DateTimeOffset.Parse("2026-05-16T22:05:00Z") });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        (await browser.GetAsync($"{Ui}/systemuser/request?id={request.Id}")).Text.ShouldContain(
            "Sendt 17. mai 2026 kl. 00.05"
        );
    }

    [Theory]
    [InlineData(The.DailyLeader, The.Customer, "who")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/overview")]
    [InlineData(The.BoardMember, The.Customer, "systemuser/overview")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/create")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/details/33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/delete/33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/notice/33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData(The.DailyLeader, The.Customer, "systemuser/request?id=none")]
    [InlineData(The.DailyLeader, The.Customer, "users")]
    [InlineData(The.ClientAdministrator, The.Accountant, "users")]
    [InlineData(The.BoardMember, The.Customer, "users")]
    [InlineData(The.ClientAdministrator, The.Accountant, "systemuser/clients/7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31")]
    [InlineData(The.Pia, "311004174", "systemuser/clients/7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31")]
    public async Task People_read_nynorsk_without_words_of_bokmaal(string pid, string organization, string path)
    {
        using var browser = await OpenAsync(pid, organization);
        await browser.GetAsync(Ui + "/language/nn");

        ShouldBeNynorsk(await browser.GetAsync($"{Ui}/{path}"));
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    public async Task Request_is_asked_and_answered_in_nynorsk(string decision)
    {
        var request = PutRequest();
        var address = $"{Ui}/systemuser/request?id={request.Id}";
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        await browser.GetAsync(Ui + "/language/nn");
        var page = await browser.GetAsync(address);

        ShouldBeNynorsk(page);
        page.Text.ShouldContain("Gir systemet innsyn i krava og betalingane til verksemda.");
        await browser.SendAsync(address, page, ("decision", decision));
        ShouldBeNynorsk(await browser.GetAsync(address));
    }

    // Names of roles and packages come from the registers, which have them in bokmål.
    private static void ShouldBeNynorsk(PortalPage page)
    {
        page.Html.ShouldContain("<html lang=\"nn\">");
        var words = page.Text[page.Text.IndexOf(page.Heading, StringComparison.Ordinal)..].Split(' ', '.', ',', ':');
        string[] foreign =
        [
            "ikke",
            "noen",
            "hvem",
            "hva",
            "hvis",
            "fra",
            "nå",
            "være",
            "virksomheten",
            "virksomhet",
            "forespørselen",
            "klienter",
            "systemer",
            "oppgaver",
            "tjenester",
            "disse",
            "Venter",
            "Forespørselen",
            "Klienter",
            "Systemtilganger",
        ];
        words.Intersect(foreign, StringComparer.Ordinal).ShouldBeEmpty(page.Text);
    }
}
