using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class PortalApprovalTests : PortalTest
{
    private const string Receipt = "http://localhost:5070/receipt";

    [Fact]
    public async Task Daily_leader_approves_and_returns_when_sent_by_the_vendor()
    {
        var request = PutRequest(with: row => row with { RedirectUrl = Receipt });
        using var browser = Open();

        var address = Address(request) + "&DONTCHOOSEREPORTEE=true";
        var sent = await browser.GetAsync(address);
        sent.Status.ShouldBe(HttpStatusCode.SeeOther);
        var who = await browser.GetAsync(sent.Location!);
        who.Heading.ShouldBe("Hvem er du?");
        who.Buttons.ShouldContain("STADIG KONSERT for TILFELDIG SUBTIL APE");
        var chosen = await browser.SendAsync(
            Ui + "/who",
            who,
            ("person", The.DailyLeader),
            ("organization", The.Customer),
            ("returnTo", address)
        );
        chosen.Location.ShouldBe(address);

        var page = await browser.GetAsync(address);
        page.Heading.ShouldBe("SmartCloud 1 ber om systemtilgang");
        page.Text.ShouldContain("SMARTCLOUD AS (991 825 827)");
        page.Text.ShouldContain("TILFELDIG SUBTIL APE (310 904 473)");
        page.Text.ShouldContain("Gir systemet innsyn i virksomhetens krav og betalinger.");
        page.Buttons.ShouldBe(["Godkjenn", "Avvis"]);
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);

        var approved = await browser.SendAsync(address, page, ("decision", "approve"));
        approved.Status.ShouldBe(HttpStatusCode.SeeOther);
        approved.Location.ShouldBe(address);
        var receipt = await browser.GetAsync(address);
        receipt.Text.ShouldContain("Forespørselen er godkjent");
        receipt.Links["Tilbake til SmartCloud 1"].ShouldBe([Receipt]);
        receipt.Buttons.ShouldBeEmpty();
        UserOf(request).ShouldNotBeNull().Rights.ShouldBe([The.Resource]);
    }

    [Fact]
    public async Task Page_says_that_it_is_for_clients_when_the_request_is_for_an_agent()
    {
        var request = PutRequest(The.Accountant, SystemUserKind.Agent);
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        var page = await browser.GetAsync(Address(request));
        page.Heading.ShouldBe("SmartCloud TP ber om systemtilgang for klienter");
        page.Text.ShouldContain("Regnskapsfører med signeringsrettighet");
        page.Text.ShouldContain("Til å begynne med er ingen klienter lagt til.");
        await browser.SendAsync(Address(request), page, ("decision", "approve"));
        UserOf(request).ShouldNotBeNull().Kind.ShouldBe(SystemUserKind.Agent);
    }

    [Fact]
    public async Task Approval_is_refused_when_the_request_has_been_rejected()
    {
        var request = PutRequest(with: row => row with { RedirectUrl = Receipt });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Address(request));
        await browser.SendAsync(Address(request), page, ("decision", "reject"));
        (await browser.GetAsync(Address(request))).Text.ShouldContain("Forespørselen er avvist");
        ShouldBeRefused(
            await browser.SendAsync(Address(request), page, ("decision", "approve")),
            HttpStatusCode.Conflict,
            "AUTH-00013"
        );
        UserOf(request).ShouldBeNull();
    }

    [Fact]
    public async Task Request_is_neither_shown_nor_changed_when_the_visitor_has_no_role()
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.Pia, "311004174");
        var page = await browser.GetAsync(Address(request));
        ShouldBeRefused(page, HttpStatusCode.Forbidden, "SANDBOX-00012");
        page.Text.ShouldNotContain("SmartCloud");
        page.Links["Bytt person"].ShouldNotBeEmpty();
        ShouldBeRefused(
            await browser.SendAsync(Address(request), await browser.GetAsync(Ui + "/who"), ("decision", "approve")),
            HttpStatusCode.Forbidden,
            "SANDBOX-00012"
        );
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);
    }

    [Fact]
    public async Task Board_member_can_escalate_but_not_approve()
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.BoardMember, The.Customer);
        var page = await browser.GetAsync(Address(request));
        page.Buttons.ShouldBe(["Send videre til dem som kan svare"]);
        ShouldBeRefused(
            await browser.SendAsync(Address(request), page, ("decision", "approve")),
            HttpStatusCode.Forbidden,
            "SANDBOX-00012"
        );
        await browser.SendAsync(Address(request), page, ("decision", "escalate"));
        World.Requests.Find(request.Id)!.Escalated.ShouldBeTrue();
        (await browser.GetAsync(Address(request))).Text.ShouldContain("Forespørselen er sendt videre");
    }

    [Theory]
    [InlineData("request", "")]
    [InlineData("request", "?id=5")]
    [InlineData("request", "?id=6f2a1c0e-0000-4000-8000-000000000000")]
    [InlineData("request", "?id=6f2a1c0e-0000-4000-8000-000000000000&id=7")]
    [InlineData("agentrequest", "?id=%00")]
    [InlineData("changerequest", "?id=6f2a1c0e-0000-4000-8000-000000000000")]
    public async Task Page_is_404_when_the_request_is_unknown(string path, string query)
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        ShouldBeRefused(
            await browser.GetAsync($"{Ui}/systemuser/{path}{query}"),
            HttpStatusCode.NotFound,
            "AUTH-00010"
        );
    }

    [Fact]
    public async Task Page_is_404_when_an_agent_request_is_opened_as_a_standard_one()
    {
        var request = PutRequest(The.Accountant, SystemUserKind.Agent);
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        ShouldBeRefused(
            await browser.GetAsync($"{Ui}/systemuser/request?id={request.Id}"),
            HttpStatusCode.NotFound,
            "AUTH-00010"
        );
    }

    [Theory]
    [InlineData("kunde-42_æøå", false)]
    [InlineData("kunde 42", true)]
    public async Task Request_is_shown_with_a_word_when_Maskinporten_will_not_take_its_reference(
        string reference,
        bool isWarned
    )
    {
        var request = PutRequest(with: row => row with { ExternalRef = reference });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await browser.GetAsync(Address(request));

        page.Text.Contains("MP-302", StringComparison.Ordinal).ShouldBe(isWarned);
    }

    [Fact]
    public async Task Request_is_shown_but_not_answered_when_it_has_expired()
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var before = await browser.GetAsync(Address(request));
        Clock.Advance(TimeSpan.FromDays(180));
        var page = await browser.GetAsync(Address(request));
        page.Text.ShouldContain("Forespørselen er utløpt");
        page.Buttons.ShouldBeEmpty();
        ShouldBeRefused(
            await browser.SendAsync(Address(request), before, ("decision", "approve")),
            HttpStatusCode.Conflict,
            "AUTH-00013"
        );
        UserOf(request).ShouldBeNull();
    }

    [Fact]
    public async Task Link_is_left_out_when_the_return_address_is_no_longer_listed()
    {
        var request = PutRequest(with: row =>
            row with
            {
                RedirectUrl = "https://elsewhere.example/receipt",
                Status = RequestStatus.Accepted,
            }
        );
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Address(request));
        page.Text.ShouldContain("Returadressen står ikke på systemets liste");
        page.Html.ShouldNotContain("elsewhere.example");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Approve")]
    [InlineData("<script>")]
    public async Task Answer_is_refused_when_it_is_neither_approve_nor_reject(string decision)
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Address(request));
        ShouldBeRefused(
            await browser.SendAsync(Address(request), page, ("decision", decision)),
            HttpStatusCode.BadRequest,
            "PORTAL-00003"
        );
        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.New);
    }

    [Fact]
    public async Task Second_browser_is_told_so_when_two_approve_at_once()
    {
        var request = PutRequest();
        using var first = await OpenAsync(The.DailyLeader, The.Customer);
        using var second = await OpenAsync(The.DailyLeader, The.Customer);
        var pages = await Task.WhenAll(first.GetAsync(Address(request)), second.GetAsync(Address(request)));
        var answers = await Task.WhenAll(
            first.SendAsync(Address(request), pages[0], ("decision", "approve")),
            second.SendAsync(Address(request), pages[1], ("decision", "approve"))
        );
        answers.Select(answer => answer.Status).Order().ShouldBe([HttpStatusCode.SeeOther, HttpStatusCode.Conflict]);
        World.SystemUsers.Where(By.SystemUserOwner, The.Customer).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Names_are_shown_as_text_when_they_hold_markup()
    {
        const string Script = "<script>alert(1)</script>";
        Change(draft =>
            draft.Put(draft.State.Systems.Find(The.System)! with { Name = new LanguageTexts(Script, Script, Script) })
        );
        var request = PutRequest(with: row => row with { ExternalRef = "\"><img src=x>" });
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Address(request));
        page.Heading.ShouldBe($"{Script} ber om systemtilgang");
        page.Html.ShouldNotContain("<script");
        page.Html.ShouldNotContain("<img");
    }

    private static string Address(NewUserRequest request) =>
        $"{Ui}/systemuser/{(request.Kind == SystemUserKind.Agent ? "agentrequest" : "request")}?id={request.Id}";

    private RegisteredSystemUser? UserOf(NewUserRequest request) =>
        World.SystemUsers.First(By.SystemUserTriple, By.Triple(request.SystemId, request.Party, request.ExternalRef));
}
