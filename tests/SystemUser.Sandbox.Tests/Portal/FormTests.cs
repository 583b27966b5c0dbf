using System.Net;
using System.Text;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class FormTests : PortalTest
{
    [Fact]
    public async Task Form_is_refused_when_its_token_is_missing()
    {
        var (browser, address, _) = await BeginAsync();
        using (browser)
        {
            ShouldBeRefused(
                await browser.PostAsync(address, ("decision", "approve")),
                HttpStatusCode.BadRequest,
                "PORTAL-00001"
            );
            ShouldBeUnanswered();
        }
    }

    [Fact]
    public async Task Form_is_refused_when_it_comes_from_another_browser()
    {
        var (browser, address, page) = await BeginAsync();
        using (browser)
        {
            using var other = await OpenAsync(The.DailyLeader, The.Customer);
            ShouldBeRefused(
                await other.SendAsync(address, page, ("decision", "approve")),
                HttpStatusCode.BadRequest,
                "PORTAL-00001"
            );
            ShouldBeUnanswered();
        }
    }

    [Fact]
    public async Task Form_is_refused_when_it_was_shown_to_another_person()
    {
        var (browser, address, page) = await BeginAsync();
        using (browser)
        {
            await browser.BecomeAsync(The.Pia, "311004174");
            await browser.BecomeAsync(The.BoardMember, The.Customer);
            ShouldBeRefused(
                await browser.SendAsync(address, page, ("decision", "approve")),
                HttpStatusCode.BadRequest,
                "PORTAL-00001"
            );
            ShouldBeUnanswered();
        }
    }

    [Theory]
    [InlineData("application/json", "{\"decision\":\"approve\"}")]
    [InlineData("text/plain", "decision=approve")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnot a form")]
    [InlineData("application/x-www-form-urlencoded", "%%%&=&&decision=approve")]
    public async Task Call_is_refused_when_the_body_is_not_a_form(string type, string body)
    {
        var (browser, address, _) = await BeginAsync();
        using (browser)
        using (var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)))
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            ShouldBeRefused(await browser.PostAsync(address, content), HttpStatusCode.BadRequest, "PORTAL-00001");
            ShouldBeUnanswered();
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAC6TxHtMo6xVlgp3VkpH4w4")]
    public async Task Visitor_must_choose_again_when_the_actor_cookie_is_forged(string cookie)
    {
        using var browser = Open();
        browser.Cookies.Add(Host.Http.BaseAddress!, new Cookie(Cookie("Actor"), cookie));
        (await browser.GetAsync(Overview)).Location.ShouldStartWith($"{Ui}/who?returnTo=");
    }

    [Theory]
    [InlineData(The.Pia, The.Customer)]
    [InlineData("12345678901", The.Customer)]
    [InlineData(The.DailyLeader, "999999999")]
    [InlineData("", "")]
    public async Task Choice_is_refused_when_the_person_has_no_role_there(string pid, string organization)
    {
        using var browser = Open();
        var page = await browser.GetAsync(Ui + "/who");
        ShouldBeRefused(
            await browser.SendAsync(Ui + "/who", page, ("person", pid), ("organization", organization)),
            HttpStatusCode.BadRequest,
            "PORTAL-00004"
        );
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/accessmanagement/ui/")]
    [InlineData("/accessmanagement/ui/../../sandbox/reset")]
    [InlineData("/accessmanagement/ui/language/en")]
    [InlineData("/accessmanagement/ui/\\elsewhere")]
    [InlineData("/accessmanagement/ui/x\r\nSet-Cookie: a=b")]
    public async Task Visitor_stays_in_the_portal_when_the_return_address_is_elsewhere(string returnTo)
    {
        using var browser = Open();
        var page = await browser.GetAsync(Ui + "/who");
        var answer = await browser.SendAsync(
            Ui + "/who",
            page,
            ("person", The.DailyLeader),
            ("organization", The.Customer),
            ("returnTo", returnTo)
        );
        answer.Location.ShouldBe(Overview);
    }

    private async Task<(PortalBrowser PortalBrowser, string Address, PortalPage PortalPage)> BeginAsync()
    {
        var address = $"{Ui}/systemuser/request?id={PutRequest().Id}";
        var browser = await OpenAsync(The.DailyLeader, The.Customer);
        return (browser, address, await browser.GetAsync(address));
    }

    private void ShouldBeUnanswered() => World.Requests.All.Single().Status.ShouldBe(RequestStatus.New);
}
