using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>Who is asked, for whom they act, and who may answer.</summary>
public sealed class ConsentTests : PortalTest
{
    private const string Clerk = "17856914577";

    [Fact]
    public async Task Log_in_says_whose_request_it_is_and_who_may_answer()
    {
        var request = PutRequest();
        using var browser = Open();

        var page = await browser.GetAsync((await browser.GetAsync(Address(request))).Location!);

        page.Text.ShouldContain(
            "SmartCloud 1 fra SMARTCLOUD AS ber om tilgang til å løse oppgaver på vegne av TILFELDIG"
        );
        page.Buttons.Skip(1)
            .Take(2)
            .ShouldBe(["STADIG KONSERT for TILFELDIG SUBTIL APE", "RETTVIS TRAPES for TILFELDIG SUBTIL APE"]);
        page.Text.IndexOf("Kan svare", StringComparison.Ordinal)
            .ShouldBeLessThan(page.Text.IndexOf("Kan sende videre", StringComparison.Ordinal));
        page.Buttons.ShouldBeUnique();
    }

    [Theory]
    [InlineData("overview?q=x")]
    [InlineData("request")]
    [InlineData("request?")]
    [InlineData("request?id=")]
    [InlineData("request?id=5")]
    [InlineData("agentrequest?id=6f2a1c0e-0000-4000-8000-000000000000")]
    [InlineData("changerequest?a=1&id=%00")]
    public async Task Log_in_says_nothing_of_a_request_where_there_is_none(string address)
    {
        using var browser = Open();

        var page = await browser.GetAsync($"{Ui}/who?returnTo={Uri.EscapeDataString($"{Ui}/systemuser/{address}")}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("ber om tilgang");
    }

    [Fact]
    public async Task Visitor_acts_for_the_organization_that_is_asked()
    {
        Give(The.Pia, The.Customer, "DAGL");
        var request = PutRequest();
        using var browser = await OpenAsync(The.Pia, "311004174");

        var page = await browser.GetAsync(Address(request));

        page.Text.ShouldContain("Du handler nå for TILFELDIG SUBTIL APE, ikke lenger for RØR OG VANN AS.");
        page.Text.ShouldContain("PIA VARDE for TILFELDIG SUBTIL APE Bytt person");
        (await browser.GetAsync(Address(request))).Text.ShouldNotContain("RØR OG VANN");
        (await browser.GetAsync(Overview)).Text.ShouldContain("på vegne av TILFELDIG SUBTIL APE");
    }

    [Fact]
    public async Task Refusal_names_the_organization_the_role_and_those_who_have_it()
    {
        var request = PutRequest();
        using var browser = await OpenAsync(The.Pia, "311004174");

        var page = await browser.GetAsync(Address(request));

        ShouldBeRefused(page, HttpStatusCode.Forbidden, "SANDBOX-00012");
        page.Text.ShouldContain("Du har ingen rolle i TILFELDIG SUBTIL APE.");
        page.Text.ShouldContain("Tilgangsstyrer eller Hovedadministrator");
        page.Text.ShouldContain("STADIG KONSERT ( daglig leder )");
    }

    [Theory]
    [InlineData("KLADM", SystemUserKind.Agent, true)]
    [InlineData("KLADM", SystemUserKind.Standard, false)]
    [InlineData("HADM", SystemUserKind.Standard, true)]
    [InlineData("ADMAI", SystemUserKind.Standard, true)]
    [InlineData("KONT", SystemUserKind.Agent, false)]
    public async Task Request_is_answered_by_whoever_has_the_role(string role, object kind, bool may)
    {
        Give(Clerk, The.Accountant, role);
        var request = PutRequest(The.Accountant, (SystemUserKind)kind);
        using var browser = await OpenAsync(Clerk, The.Accountant);

        var page = await browser.GetAsync(Address(request));
        var answer = await browser.SendAsync(Address(request), page, ("decision", "approve"));

        page.Buttons.Contains("Godkjenn").ShouldBe(may);
        answer.Status.ShouldBe(may ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden);
        World.Requests.Find(request.Id)!.Status.ShouldBe(may ? RequestStatus.Accepted : RequestStatus.New);
    }

    [Fact]
    public async Task Client_administrator_chooses_clients_and_sees_no_other_access()
    {
        Give(Clerk, The.Accountant, "KLADM");
        var waiting = PutRequest(The.Accountant, SystemUserKind.Agent);
        PutRequest(The.Accountant);
        using var browser = await OpenAsync(Clerk, The.Accountant);

        var overview = await browser.GetAsync(Overview);

        overview.Links["SmartCloud TP ber om tilgang"].ShouldBe([Address(waiting)]);
        overview.Links.Contains("SmartCloud 1 ber om tilgang").ShouldBeFalse();
        overview.Links.Contains("Opprett systemtilgang").ShouldBeFalse();
        (await browser.GetAsync(overview.Links["SmartCloud TP"].Single())).Heading.ShouldBe(
            "Klienter for SmartCloud TP"
        );
        ShouldBeRefused(
            await browser.GetAsync($"{Ui}/systemuser/details/{The.Agent}"),
            HttpStatusCode.Forbidden,
            "SANDBOX-00012"
        );
    }

    [Fact]
    public async Task What_waits_is_all_there_newest_first_and_found_by_searching()
    {
        for (var i = 1; i <= 30; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            PutRequest(with: row => row with { ExternalRef = $"waiting-{i:00}" });
        }

        using var browser = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await browser.GetAsync(Overview);
        page.Text.ShouldContain("Venter på svar (30)");
        page.Text.ShouldContain("SMARTCLOUD AS, referanse waiting-30");
        page.Text.ShouldNotContain("waiting-20");
        (await browser.GetAsync(page.Links["Neste side"].Single())).Text.ShouldContain("waiting-20");
        (await browser.GetAsync(Overview + "?q=waiting-07")).Text.ShouldContain("referanse waiting-07");
    }

    [Fact]
    public async Task Every_system_can_be_chosen_however_many_there_are()
    {
        Change(draft =>
        {
            var system = draft.State.Systems.Find(The.System)!;
            for (var i = 0; i < 40; i++)
            {
                draft.Put(system with { Id = $"{The.Vendor}_{i}", Name = new LanguageTexts($"Åpent {i:00}") });
            }
        });
        using var browser = await OpenAsync(The.Pia, "311004174");
        var seen = 0;
        for (
            var page = await browser.GetAsync($"{Ui}/systemuser/create");
            ;
            page = await browser.GetAsync(page.Links["Neste side"].Single())
        )
        {
            seen += page.Html.Split("type=\"radio\"").Length - 1;
            if (!page.Links.Contains("Neste side"))
            {
                break;
            }
        }

        seen.ShouldBe(World.Systems.All.Count(system => system is { IsVisible: true, IsDeleted: false }));
    }

    [Fact]
    public async Task System_that_cannot_be_given_all_it_asks_for_says_which_and_why()
    {
        Change(draft => draft.Put(draft.State.Resources.Find(The.Resource)! with { Delegable = false }));
        using var browser = await OpenAsync(The.Pia, "311004174");

        var page = await browser.GetAsync($"{Ui}/systemuser/create?q=smartcloud");

        page.Text.ShouldContain("Kan ikke gis Tjenesteeieren lar ingen gi tjenesten videre.");
        page.Html.ShouldContain("disabled");
        page.Text.ShouldContain("Altinn har ikke gjort noen vurdering av kvalitet og sikkerhet");
    }

    private static string Address(NewUserRequest request) =>
        $"{Ui}/systemuser/{(request.Kind == SystemUserKind.Agent ? "agentrequest" : "request")}?id={request.Id}";

    private void Give(string pid, string organization, string role) =>
        Change(draft =>
            draft.Put(
                new RoleAssignment
                {
                    Person = pid,
                    Organization = organization,
                    Role = role,
                }
            )
        );
}
