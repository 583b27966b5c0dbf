using System.Net;
using SystemUser.Sandbox.Tests.Hosting;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>Forms that a page of another site sends to the portal, through everything that stands before its pages.</summary>
public sealed class OtherOriginTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(
        "https://evil.example",
        "/accessmanagement/ui/systemuser/request?id=505f8488-3d48-4c15-8e21-35cb9432f815"
    )]
    [InlineData("null", "/accessmanagement/ui/who")]
    [InlineData("", "/accessmanagement/ui/no/such/page")]
    [InlineData("http://localhost:1", "/ACCESSMANAGEMENT/UI/who")]
    public async Task Page_says_why_when_a_form_comes_from_another_site(string origin, string address)
    {
        using var http = new HttpClient { BaseAddress = app.Sandbox };
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("Origin", origin);
        request.Content = new FormUrlEncodedContent([new("decision", "approve")]);

        var page = await PortalPage.ReadAsync(await http.SendAsync(request, TestContext.Current.CancellationToken));

        PortalTest.ShouldBeRefused(page, HttpStatusCode.Forbidden, "PORTAL-00006");
        page.Text.ShouldContain("Skjemaet ble sendt fra et annet nettsted");
        page.Links["Åpne siden på nytt"].ShouldBe([address]);
        page.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Form_is_refused_in_the_readers_language_when_it_comes_from_another_port()
    {
        using var http = new HttpClient { BaseAddress = app.Sandbox };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accessmanagement/ui/who");
        request.Headers.Add("Origin", "http://localhost:1");
        request.Headers.Add("Cookie", "SystemUserSandbox.Language=en");

        var page = await PortalPage.ReadAsync(await http.SendAsync(request, TestContext.Current.CancellationToken));

        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        page.Heading.ShouldBe("This could not be done");
        page.Text.ShouldContain("The form was sent from another site");
    }

    [Theory]
    [InlineData("/accessmanagement/uix")]
    [InlineData("/accessmanagement/api/v1/resourceowner/authorizedparties")]
    public async Task Refusal_is_plain_text_when_the_call_is_not_for_a_page(string address)
    {
        using var http = new HttpClient { BaseAddress = app.Sandbox };
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            "A page of another origin may not change anything in the sandbox."
        );
    }
}
