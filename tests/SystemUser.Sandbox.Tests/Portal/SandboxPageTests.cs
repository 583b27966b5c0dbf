using System.Net;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class SandboxPageTests : PortalTest
{
    private const string Decisions = Ui + "/sandbox/decisions";
    private const string Faults = Ui + "/sandbox/faults";

    [Fact]
    public async Task Decision_page_says_why_and_stops_refreshing_when_paused()
    {
        using var browser = Open();
        (await browser.GetAsync(Decisions)).Text.ShouldContain("Ingen har spurt ennå.");
        await AskAsync(The.SystemUser, The.Customer);
        await AskAsync(The.SystemUser, The.Stranger);

        var page = await browser.GetAsync(Decisions);
        page.Html.ShouldContain("<meta http-equiv=\"refresh\" content=\"5\"");
        page.Text.ShouldContain("Permit read på Krav og betalinger for TILFELDIG SUBTIL APE");
        page.Text.IndexOf("NotApplicable", StringComparison.Ordinal)
            .ShouldBeLessThan(page.Text.IndexOf("Permit", StringComparison.Ordinal));

        var paused = await browser.GetAsync(page.Links["Sett på pause"].Single());
        paused.Html.ShouldNotContain("http-equiv=\"refresh\"");
        paused.Links["Fortsett"].ShouldBe([Decisions]);
    }

    [Fact]
    public async Task Question_is_shown_as_text_when_it_holds_markup()
    {
        await AskAsync("<script>alert(1)</script>", "<img src=x>", action: "<b>");
        using var browser = Open();
        var page = await browser.GetAsync(Decisions);
        page.Html.ShouldNotContain("<script");
        page.Html.ShouldNotContain("<img");
        page.Html.ShouldNotContain("<b>");
    }

    [Fact]
    public async Task Service_fails_only_while_the_fault_is_switched_on()
    {
        var switches = Host.Get<FaultSwitches>();
        using var browser = Open();
        var page = await browser.GetAsync(Faults);
        var answer = await browser.SendAsync(
            Faults,
            page,
            ("service", "pdp"),
            ("kind", "Status"),
            ("delay", "none"),
            ("status", "502")
        );
        answer.Location.ShouldBe(Faults + "?done=faults");
        switches.Find("pdp")!.Status.ShouldBe(502);
        (await browser.GetAsync(Faults)).Text.ShouldContain("pdp: svarer 502");

        await browser.SendAsync(Faults, page, ("service", "pdp"), ("kind", "Slow"), ("delay", "250"));
        switches.Find("pdp")!.Delay.ShouldBe(TimeSpan.FromMilliseconds(250));
        await browser.SendAsync(Faults, page, ("service", "token"), ("kind", "Gone"));
        await browser.SendAsync(Faults, page, ("service", "pdp"), ("kind", ""));
        switches.Find("pdp").ShouldBeNull();
        await browser.SendAsync(Faults, page, ("all", "off"));
        switches.Find("token").ShouldBeNull();
    }

    [Theory]
    [InlineData("pdp", "Status", "9999")]
    [InlineData("pdp", "Status", "a lot")]
    [InlineData("pdp", "Slow", "0")]
    [InlineData("pdp", "Haunted", "5")]
    [InlineData("portal", "Gone", "")]
    public async Task Fault_is_refused_when_the_form_is_not_valid(string service, string kind, string number)
    {
        using var browser = Open();
        var answer = await browser.SendAsync(
            Faults,
            await browser.GetAsync(Faults),
            ("service", service),
            ("kind", kind),
            ("delay", number),
            ("status", number)
        );
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("Ingenting er endret.");
        Host.Get<FaultSwitches>().Find("pdp").ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_switched_when_the_form_lacks_its_token()
    {
        using var browser = Open();
        await browser.GetAsync(Faults);
        ShouldBeRefused(
            await browser.PostAsync(Faults, ("service", "pdp"), ("kind", "Gone")),
            HttpStatusCode.BadRequest,
            "PORTAL-00001"
        );
        Host.Get<FaultSwitches>().Find("pdp").ShouldBeNull();
    }
}
