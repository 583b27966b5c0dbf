using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>What vendors and visitors send that they should not: refused on a page that says why, and nothing is changed.</summary>
public sealed class BadInputTests : PortalTest
{
    private const string Vendor = "/authentication/api/v1/systemuser/";
    private const string PiasCompany = "311004174";
    private const string VendorsLeader = "11867230124";
    private const string Receipt = "http://localhost:5070/receipt";
    private const string Script = "<script>document.title='owned'</script>";

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("escalate")]
    public async Task Request_can_be_answered_until_180_days_have_passed(string decision)
    {
        var (_, made) = await AskAsync(Receipt);
        var address = $"{Ui}/systemuser/request?id={made.GetProperty("id").GetString()}";
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var open = await browser.GetAsync(address);
        Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        (await browser.GetAsync(address)).Buttons.ShouldBe(["Godkjenn", "Avvis"]);
        (await browser.GetAsync(Overview)).Links.Contains("SmartCloud 1 ber om tilgang").ShouldBeTrue();

        Clock.Advance(TimeSpan.FromSeconds(1));

        var expired = await browser.GetAsync(address);
        expired.Text.ShouldContain("Forespørselen er utløpt. Be leverandøren sende en ny.");
        expired.Buttons.ShouldBeEmpty();
        expired.Links["Tilbake til SmartCloud 1"].ShouldBe([Receipt]);
        var before = World;
        var refused = await browser.SendAsync(address, open, ("decision", decision));
        ShouldBeRefused(refused, HttpStatusCode.Conflict, "AUTH-00013");
        refused.Text.ShouldContain("Forespørselen er besvart eller utløpt");
        (await browser.GetAsync(Overview)).Links.Contains("SmartCloud 1 ber om tilgang").ShouldBeFalse();
        World.ShouldBeSameAs(before);
        var token = await OrganizationTokenAsync(The.Vendor, "altinn:authentication/systemuser.request.read");
        var (_, status) = await SendAsync(
            HttpMethod.Get,
            $"{Vendor}request/vendor/{made.GetProperty("id").GetString()}",
            token
        );
        status.GetProperty("status").GetString().ShouldBe("Timedout");
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    public async Task Change_request_can_be_answered_until_180_days_have_passed(string decision)
    {
        var address = $"{Ui}/systemuser/changerequest?id={PutChange().Id}";
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var open = await browser.GetAsync(address);

        Clock.Advance(TimeSpan.FromDays(180));

        var expired = await browser.GetAsync(address);
        expired.Text.ShouldContain("Forespørselen er utløpt. Be leverandøren sende en ny.");
        expired.Buttons.ShouldBeEmpty();
        var before = World;
        ShouldBeRefused(
            await browser.SendAsync(address, open, ("decision", decision)),
            HttpStatusCode.Conflict,
            "AUTH-00013"
        );
        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData("https://elsewhere.example/receipt")]
    [InlineData("http://localhost:5070/receipt.evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere.example")]
    public async Task Request_is_refused_when_its_return_address_is_not_listed(string redirectUrl)
    {
        var before = World;

        var (status, problem) = await AskAsync(redirectUrl);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("AUTH-00021");
        World.ShouldBeSameAs(before);
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        (await browser.GetAsync(Overview)).Links.Contains("SmartCloud 1 ber om tilgang").ShouldBeFalse();
    }

    [Theory]
    [InlineData("approve", "Forespørselen er godkjent")]
    [InlineData("reject", "Forespørselen er avvist")]
    public async Task Link_is_left_out_when_a_return_address_is_taken_off_the_list(string decision, string answer)
    {
        var (_, made) = await AskAsync(Receipt);
        var address = $"{Ui}/systemuser/request?id={made.GetProperty("id").GetString()}";
        Change(draft => draft.Put(draft.State.Systems.Find(The.System)! with { RedirectUrls = [] }));
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        await browser.SendAsync(address, await browser.GetAsync(address), ("decision", decision));

        var page = await browser.GetAsync(address);

        page.Text.ShouldContain(answer);
        page.Text.ShouldContain("Returadressen står ikke på systemets liste");
        page.Html.ShouldNotContain(Receipt);
    }

    [Theory]
    [InlineData("request", null)]
    [InlineData("request", "approve")]
    [InlineData("request", "reject")]
    [InlineData("request", "escalate")]
    [InlineData("agentrequest", null)]
    [InlineData("agentrequest", "approve")]
    [InlineData("changerequest", null)]
    [InlineData("changerequest", "approve")]
    [InlineData("changerequest", "reject")]
    public async Task Request_is_neither_shown_nor_answered_when_it_is_to_another_organization(
        string path,
        string? decision
    )
    {
        var id = path switch
        {
            "request" => PutRequest().Id,
            "agentrequest" => PutRequest(The.Accountant, SystemUserKind.Agent).Id,
            _ => PutChange().Id,
        };
        using var browser = await OpenAsync(The.Pia, PiasCompany);
        var own = await browser.GetAsync(Ui + "/systemuser/create");
        var before = World;

        var address = $"{Ui}/systemuser/{path}?id={id}";
        var page = decision is null
            ? await browser.GetAsync(address)
            : await browser.SendAsync(address, own, ("decision", decision));

        ShouldBeRefused(page, HttpStatusCode.Forbidden, "SANDBOX-00012");
        page.Text.ShouldNotContain("SmartCloud");
        page.Text.ShouldContain("Du har ingen rolle i");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Form_is_refused_when_it_says_both_approve_and_reject()
    {
        var request = PutRequest();
        var address = $"{Ui}/systemuser/request?id={request.Id}";
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(address);
        var before = World;

        var answer = await browser.SendAsync(address, page, ("decision", "reject"), ("decision", "approve"));

        ShouldBeRefused(answer, HttpStatusCode.BadRequest, "PORTAL-00003");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Nothing_more_is_given_when_fields_are_added_to_a_form()
    {
        var request = PutRequest();
        var address = $"{Ui}/systemuser/request?id={request.Id}";
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(address);

        await browser.SendAsync(
            address,
            page,
            ("decision", "approve"),
            ("id", Guid.NewGuid().ToString()),
            ("party", PiasCompany),
            ("rights", "ske-innrapportering-boligselskap"),
            ("person", The.BoardMember),
            ("redirectUrl", "https://elsewhere.example")
        );

        World.Requests.Find(request.Id)!.Status.ShouldBe(RequestStatus.Accepted);
        var user = World.SystemUsers.First(
            By.SystemUserTriple,
            By.Triple(request.SystemId, The.Customer, request.ExternalRef)
        );
        user.ShouldNotBeNull().Rights.ShouldBe([The.Resource]);
        World.SystemUsers.Where(By.SystemUserOwner, PiasCompany).ShouldBeEmpty();
    }

    [Fact]
    public async Task Script_is_shown_as_text_when_a_vendor_registers_it()
    {
        using var vendor = await OpenAsync(VendorsLeader, The.Vendor);
        var registered = await vendor.SendAsync(
            Ui + "/vendor/register",
            await vendor.GetAsync(Ui + "/vendor/register"),
            ("id", "991825827_script"),
            ("name", Script),
            ("description", Script),
            ("right", The.Resource),
            ("visible", "yes")
        );
        registered.Location.ShouldBe($"{Ui}/vendor?done=registered");
        using var browser = await OpenAsync(The.Pia, PiasCompany);
        var create = await browser.GetAsync(Ui + "/systemuser/create");
        var created = await browser.SendAsync(
            Ui + "/systemuser/create",
            create,
            ("system", "991825827_script"),
            ("title", Script)
        );
        var user = World.SystemUsers.Where(By.SystemUserOwner, PiasCompany).Single();
        foreach (
            var page in new[]
            {
                await vendor.GetAsync(registered.Location!),
                create,
                await browser.GetAsync(created.Location!),
                await browser.GetAsync(Overview),
                await browser.GetAsync($"{Overview}?q={Uri.EscapeDataString(Script)}"),
                await browser.GetAsync($"{Ui}/systemuser/delete/{user.Id}"),
            }
        )
        {
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Html.ShouldContain("&lt;script&gt;");
            page.Html.ShouldNotContain("<script");
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(string redirectUrl)
    {
        var token = await OrganizationTokenAsync(The.Vendor, "altinn:authentication/systemuser.request.write");
        var body = $$"""
            {"externalRef":"bad-input","systemId":"{{The.System}}","partyOrgNo":"{{The.Customer}}",
             "rights":[{"resource":[{"id":"urn:altinn:resource","value":"{{The.Resource}}"}]}],
             "redirectUrl":{{JsonSerializer.Serialize(redirectUrl)}}}
            """;
        return await SendAsync(HttpMethod.Post, Vendor + "request/vendor", token, body);
    }

    private UserChangeRequest PutChange()
    {
        var change = new UserChangeRequest
        {
            Id = Guid.NewGuid(),
            SystemUserId = The.SystemUser,
            SystemId = The.System,
            Party = The.Customer,
            ExternalRef = "seeded",
            RequiredRights = ["ske-innrapportering-boligselskap"],
            Created = Clock.GetUtcNow(),
        };
        Change(draft => draft.Put(change));
        return change;
    }
}
