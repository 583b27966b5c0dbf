using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class SystemUserPageTests : PortalTest
{
    private const string PiasCompany = "311004174";
    private const string Reporting = "ske-innrapportering-boligselskap";

    [Fact]
    public async Task Overview_lists_requests_and_notices_while_they_await_an_answer()
    {
        var request = PutRequest();
        var change = PutChangeRequest();
        ChangeSystem();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(Overview);
        page.Links["SmartCloud 1 ber om tilgang"].ShouldBe([$"{Ui}/systemuser/request?id={request.Id}"]);
        page.Links["SmartCloud 1 ber om endret tilgang"].ShouldBe([$"{Ui}/systemuser/changerequest?id={change.Id}"]);
        page.Links["Et system har endret hva det ber om: SmartCloud 1"]
            .ShouldBe([$"{Ui}/systemuser/notice/{The.SystemUser}"]);
        page.Links["SmartCloud 1"].ShouldBe([$"{Ui}/systemuser/details/{The.SystemUser}"]);
    }

    [Fact]
    public async Task Overview_says_so_when_the_visitor_may_not_govern()
    {
        using var browser = await OpenAsync(The.BoardMember, The.Customer);
        var page = await browser.GetAsync(Overview);
        page.Text.ShouldContain("kan ikke styre tilgangene");
        page.Links.Contains("SmartCloud 1").ShouldBeFalse();
        foreach (var path in new[] { $"details/{The.SystemUser}", $"delete/{The.SystemUser}", "create" })
        {
            ShouldBeRefused(
                await browser.GetAsync($"{Ui}/systemuser/{path}"),
                HttpStatusCode.Forbidden,
                "SANDBOX-00012"
            );
        }
    }

    [Fact]
    public async Task Deletion_is_refused_when_the_system_user_is_deleted_already()
    {
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var address = $"{Ui}/systemuser/delete/{The.SystemUser}";
        var page = await browser.GetAsync(address);
        page.Text.ShouldContain("Systemet mister straks alle fullmaktene sine");
        var answer = await browser.SendAsync(address, page);
        answer.Location.ShouldBe(Overview);
        (await browser.GetAsync(answer.Location!)).Text.ShouldContain("Systemtilgangen er slettet.");
        World.SystemUsers.Find(The.SystemUser)!.IsDeleted.ShouldBeTrue();
        ShouldBeRefused(await browser.SendAsync(address, page), HttpStatusCode.NotFound, "AUTH-00015");
    }

    [Theory]
    [InlineData("GET", "details")]
    [InlineData("GET", "delete")]
    [InlineData("POST", "delete")]
    [InlineData("GET", "notice")]
    [InlineData("POST", "notice")]
    public async Task Page_is_404_when_the_system_user_is_another_organizations(string method, string path)
    {
        using var browser = await OpenAsync(The.Pia, PiasCompany);
        var address = $"{Ui}/systemuser/{path}/{The.SystemUser}";
        var page =
            method == "GET"
                ? await browser.GetAsync(address)
                : await browser.SendAsync(address, await browser.GetAsync(Ui + "/who"), ("decision", "approve"));
        ShouldBeRefused(page, HttpStatusCode.NotFound, "AUTH-00015");
        World.SystemUsers.Find(The.SystemUser)!.IsDeleted.ShouldBeFalse();
    }

    [Fact]
    public async Task System_user_is_created_when_the_daily_leader_chooses_a_system()
    {
        using var browser = await OpenAsync(The.Pia, PiasCompany);
        var address = $"{Ui}/systemuser/create";
        var page = await browser.GetAsync(address + "?q=regnskap");
        page.Text.ShouldContain("SmartRegnskap, SMARTCLOUD AS");
        page.Text.ShouldNotContain("SmartCloud TP");
        var answer = await browser.SendAsync(
            address,
            page,
            ("system", "991825827_smartregnskap"),
            ("title", "Regnskapet vårt")
        );
        var user = World.SystemUsers.Where(By.SystemUserOwner, PiasCompany).Single();
        answer.Location.ShouldBe($"{Ui}/systemuser/details/{user.Id}");
        (await browser.GetAsync(answer.Location!)).Heading.ShouldBe("Regnskapet vårt");

        ShouldBeRefused(
            await browser.SendAsync(address, page, ("system", "991825827_smartregnskap")),
            HttpStatusCode.BadRequest,
            "AUTH-00004"
        );
        ShouldBeRefused(
            await browser.SendAsync(address, page, ("system", The.AgentSystem)),
            HttpStatusCode.NotFound,
            "AUTH-00011"
        );
        var nothing = await browser.SendAsync(address, page);
        (await browser.GetAsync(nothing.Location!)).Links["Velg et system."].ShouldBe(["#system"]);
    }

    [Fact]
    public async Task Notice_is_approved_only_as_it_was_shown()
    {
        ChangeSystem();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var address = $"{Ui}/systemuser/notice/{The.SystemUser}";
        var page = await browser.GetAsync(address);
        page.Text.ShouldContain("Innrapportering fra boligselskap");
        page.Buttons.ShouldBe(["Godkjenn endringen", "Behold som før"]);

        ShouldBeRefused(
            await browser.SendAsync(address, page, ("decision", "approve"), ("version", "7")),
            HttpStatusCode.Conflict,
            "AUTH-00013"
        );
        var answer = await browser.SendAsync(address, page, ("decision", "approve"), ("version", "1"));
        answer.Location.ShouldBe($"{Ui}/systemuser/details/{The.SystemUser}");
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe([The.Resource, Reporting]);
        (await browser.GetAsync(address)).Text.ShouldContain("Det er ingenting å ta stilling til.");
    }

    [Fact]
    public async Task System_user_is_unchanged_when_a_notice_is_dismissed()
    {
        ChangeSystem();
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var address = $"{Ui}/systemuser/notice/{The.SystemUser}";
        var page = await browser.GetAsync(address);
        await browser.SendAsync(address, page, ("decision", "dismiss"), ("version", "1"));
        World.SystemUsers.Find(The.SystemUser)!.Rights.ShouldBe([The.Resource]);
        (await browser.GetAsync(Overview)).Text.ShouldNotContain("har endret hva det ber om");
    }

    [Theory]
    [InlineData("approve", RequestStatus.Accepted)]
    [InlineData("reject", RequestStatus.Rejected)]
    public async Task Second_answer_is_refused_when_a_change_request_has_been_answered(string decision, object status)
    {
        ChangeSystem();
        var change = PutChangeRequest();
        var address = $"{Ui}/systemuser/changerequest?id={change.Id}";
        using var stranger = await OpenAsync(The.Pia, PiasCompany);
        ShouldBeRefused(await stranger.GetAsync(address), HttpStatusCode.Forbidden, "SANDBOX-00012");

        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync(address);
        page.Heading.ShouldBe("SmartCloud 1 ber om endret systemtilgang");
        (await browser.SendAsync(address, page, ("decision", decision))).Location.ShouldBe(address);
        World.ChangeRequests.Find(change.Id)!.Status.ShouldBe((RequestStatus)status);
        ShouldBeRefused(
            await browser.SendAsync(address, page, ("decision", "approve")),
            HttpStatusCode.Conflict,
            "AUTH-00013"
        );
        World.SystemUsers.Find(The.SystemUser)!.Rights.Contains(Reporting).ShouldBe(decision == "approve");
    }

    private UserChangeRequest PutChangeRequest()
    {
        var change = new UserChangeRequest
        {
            Id = Guid.NewGuid(),
            SystemUserId = The.SystemUser,
            SystemId = The.System,
            Party = The.Customer,
            ExternalRef = "seeded",
            RequiredRights = [Reporting],
            Created = Clock.GetUtcNow(),
        };
        Change(draft => draft.Put(change));
        return change;
    }

    private void ChangeSystem() =>
        Change(draft =>
        {
            var system = draft.State.Systems.Find(The.System)!;
            draft.Put(system with { Rights = [.. system.Rights, Reporting], Version = 1 });
            draft.Put(
                new SystemChange
                {
                    SystemId = The.System,
                    Number = 2,
                    ChangeType = "RightsUpdate",
                    Version = 1,
                    AddedRights = [Reporting],
                    Created = Clock.GetUtcNow(),
                }
            );
        });
}
