using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>What a page says of what was done, and for how long.</summary>
public sealed class OutcomeTests : PortalTest
{
    private const string Receipt = "http://localhost:5070/receipt";

    [Fact]
    public async Task Outcome_stands_first_in_the_title_has_the_focus_and_is_said_once()
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var address = $"{Ui}/systemuser/delete/{The.SystemUser}";
        var answer = await browser.SendAsync(address, await browser.GetAsync(address));

        var page = await browser.GetAsync(answer.Location!);

        page.Title.ShouldBe("Systemtilgangen er slettet – Systemtilganger – Tilgangsstyring");
        page.Html.ShouldContain("role=\"status\" tabindex=\"-1\" autofocus");
        var again = await browser.GetAsync(answer.Location!);
        again.Title.ShouldBe("Systemtilganger – Tilgangsstyring");
        again.Text.ShouldNotContain("Systemtilgangen er slettet.");
        (await browser.GetAsync(Overview + "?done=deleted")).Text.ShouldNotContain("Systemtilgangen er slettet.");
    }

    [Fact]
    public async Task Page_leads_back_to_the_vendor_by_itself_once_and_not_for_those_who_stay()
    {
        var first = PutRequest(with: row => row with { RedirectUrl = Receipt });
        var second = PutRequest(with: row => row with { RedirectUrl = Receipt, ExternalRef = "second" });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await AnswerAsync(browser, first, "approve");

        page.Html.ShouldContain($"<meta http-equiv=\"refresh\" content=\"8;url={Receipt}\"");
        (await browser.GetAsync(Address(first))).Html.ShouldNotContain("http-equiv=\"refresh\"");
        var stay = await browser.GetAsync(page.Links["Bli på denne siden, nå og senere"].Single());
        stay.Location.ShouldBe(Address(first));
        (await AnswerAsync(browser, second, "reject")).Html.ShouldNotContain("http-equiv=\"refresh\"");
    }

    [Fact]
    public async Task Page_leads_nowhere_when_the_return_address_is_not_on_the_systems_list()
    {
        var request = PutRequest(with: row => row with { RedirectUrl = "https://elsewhere.example/" });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await AnswerAsync(browser, request, "approve");

        page.Html.ShouldNotContain("http-equiv=\"refresh\"");
        page.Html.ShouldNotContain("elsewhere.example");
    }

    [Theory]
    [InlineData("approve", "Forespørselen er godkjent", "kan SmartCloud 1 nå løse oppgaver på vegne av TILFELDIG")]
    [InlineData("reject", "Forespørselen er avvist", "SmartCloud 1 har ikke fått noen fullmakter")]
    public async Task Answered_request_says_who_answered_and_promises_only_what_holds(
        string decision,
        string outcome,
        string consequence
    )
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await AnswerAsync(browser, request, decision);

        page.Title.ShouldBe($"{outcome} – SmartCloud 1 ber om systemtilgang – Tilgangsstyring");
        page.Text.ShouldContain("Svart av STADIG KONSERT");
        page.Text.ShouldContain(consequence);
        page.Text.ShouldNotContain("Hva betyr det?");
        page.Text.ShouldNotContain("vil få");
    }

    [Fact]
    public async Task Expired_request_promises_nothing()
    {
        var request = PutRequest();
        Clock.Advance(VendorRequest.Lifetime);
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await browser.GetAsync(Address(request));

        page.Text.ShouldContain("SmartCloud 1 har ikke fått noen fullmakter");
        page.Text.ShouldContain("Dette ba systemet om");
        page.Text.ShouldNotContain("Hva betyr det?");
    }

    private static string Address(NewUserRequest request) => $"{Ui}/systemuser/request?id={request.Id}";

    private static async Task<PortalPage> AnswerAsync(PortalBrowser browser, NewUserRequest request, string decision)
    {
        var page = await browser.GetAsync(Address(request));
        var answer = await browser.SendAsync(Address(request), page, ("decision", decision));
        return await browser.GetAsync(answer.Location!);
    }
}
