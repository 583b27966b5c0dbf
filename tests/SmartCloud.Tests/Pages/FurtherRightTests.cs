using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Pages;

/// <summary>The part of a customer's page that asks for a further right.</summary>
public sealed class FurtherRightTests
{
    private const string Ape = "/customers/310904473";

    [Fact]
    public async Task The_receipt_asks_altinn_when_the_browser_comes_back_from_asking()
    {
        await using var host = await StartAsync();
        using var browser = await ConnectAsync(host);
        (await browser.GetAsync(Ape)).Html.ShouldContain("data-change=\"NotAsked\"");

        var sent = await browser.SubmitAsync(Ape, Ape + "?handler=AskForMore");

        sent.Status.ShouldBe(302);
        sent.Location.ShouldBe(host.World.Change.ConfirmUrl);
        var waiting = await browser.GetAsync("/receipt");
        waiting.Statuses.ShouldBe(["Connected"]);
        waiting.Html.ShouldContain("data-change=\"Waiting\"");
        host.World.Change.Answer("Accepted");
        (await browser.GetAsync("/receipt")).Html.ShouldContain("data-change=\"Approved\"");
        var page = await browser.GetAsync(Ape);
        page.Html.ShouldContain("systembrukeren har fått fullmakten");
        page.Html.ShouldNotContain("handler=AskForMore");
    }

    [Fact]
    public async Task The_claims_stay_when_the_customer_refuses()
    {
        await using var host = await StartAsync();
        using var browser = await ConnectAsync(host);
        await browser.SubmitAsync(Ape, Ape + "?handler=AskForMore");
        host.World.Change.Answer("Rejected");
        await browser.SubmitAsync(Ape, Ape + "?handler=Refresh");

        var page = await browser.GetAsync(Ape);

        page.Html.ShouldContain("data-change=\"Refused\"");
        page.Html.ShouldContain("handler=AskForMore");
        (await browser.GetAsync(Ape + "/claims")).Html.ShouldContain("data-saldo=");
    }

    [Fact]
    public async Task A_change_can_be_withdrawn_when_it_is_not_answered()
    {
        await using var host = await StartAsync();
        using var browser = await ConnectAsync(host);
        await browser.SubmitAsync(Ape, Ape + "?handler=AskForMore");

        (await browser.SubmitAsync(Ape, Ape + "?handler=WithdrawChange")).Location.ShouldBe(Ape);

        (await browser.GetAsync(Ape)).Html.ShouldContain("data-change=\"NotAsked\"");
        host.World.Changes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AskForMore")]
    [InlineData("WithdrawChange")]
    public async Task Nothing_changes_when_a_form_is_from_another_site(string handler)
    {
        await using var host = await StartAsync();
        using var browser = await ConnectAsync(host);
        var calls = host.World.Handler.Calls.Count;

        (await browser.PostAsync($"{Ape}?handler={handler}")).Status.ShouldBe(400);

        host.World.Handler.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Nothing_is_offered_when_no_further_right_is_set()
    {
        await using var host = await SmartCloudHost.StartAsync();
        using var browser = await ConnectAsync(host);

        (await browser.GetAsync(Ape)).Html.ShouldNotContain("data-change");
    }

    private static Task<SmartCloudHost> StartAsync() =>
        SmartCloudHost.StartAsync(
            settings: ("SmartCloud:StandardSystem:FurtherResource", "ske-innrapportering-boligselskap")
        );

    private static async Task<Browser> ConnectAsync(SmartCloudHost host)
    {
        var browser = host.Browse();
        await browser.SubmitAsync(Ape, Ape + "?handler=Connect");
        host.World.Request.Approve();
        (await browser.GetAsync("/receipt")).Statuses.ShouldBe(["Connected"]);
        return browser;
    }
}
