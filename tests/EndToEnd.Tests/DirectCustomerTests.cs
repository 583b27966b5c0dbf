using System.Net;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>SmartCloud, TILFELDIG SUBTIL APE and its daily leader STADIG KONSERT.</summary>
public sealed class DirectCustomerTests(Stages stages)
{
    private const string Ape = Vendor.Ape;

    [Fact]
    public async Task Invites_is_approved_shows_the_claims_and_is_refused_once_revoked()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.PictureAsync("smartcloud-setup");
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.PictureAsync("smartcloud-not-connected");
        await vendor.ConnectAsync(Ape);
        await vendor.PictureAsync("portal-who");
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.PictureAsync("portal-request");

        // Nothing counts before it is approved.
        await using var colleague = await Visitor.ArriveAsync(stage);
        await colleague.OpenAsync($"customers/{Ape}/claims");
        (await colleague.FailureAsync()).ShouldBe("NotApprovedYet");
        await colleague.PictureAsync("smartcloud-not-approved-yet");
        await colleague.OpenAsync($"customers/{Ape}");
        await colleague.PictureAsync("smartcloud-waiting");

        await vendor.ApproveAsync();
        await vendor.PictureAsync("portal-approved");
        await vendor.ReturnAsync();
        new Uri(vendor.Page.Url).AbsolutePath.ShouldBe("/receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.PictureAsync("smartcloud-receipt");
        await vendor.FollowAsync(vendor.Link("Se kravene"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-claim]").CountAsync()).ShouldBeGreaterThan(0);
        (await vendor.Page.Locator("[data-saldo]").InnerTextAsync()).ShouldEndWith("kr");
        await vendor.PictureAsync("smartcloud-claims");
        await vendor.FollowAsync(vendor.Link("Se innbetalingene"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        await vendor.PictureAsync("smartcloud-payments");

        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenAccessAsync(await vendor.ExternalRefAsync(Ape), Person.StadigKonsert);
        await leader.PictureAsync("portal-access");
        await leader.RevokeAsync();
        await leader.PictureAsync("portal-revoked");

        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBe("Revoked");
        await vendor.PictureAsync("smartcloud-revoked");
        await vendor.OpenAsync("");
        (await vendor.StatusAsync(Ape)).ShouldBe("Revoked");
        await vendor.PictureAsync("smartcloud-customers");
        vendor.Complaints.ShouldBeEmpty();
        leader.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Can_be_connected_anew_after_a_refusal_and_after_a_revocation()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var refused = await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.PressAsync("Avvis");
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Refused");

        var approved = await vendor.ConnectAsync(Ape);
        approved.ShouldNotBe(refused);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");

        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenAccessAsync(await vendor.ExternalRefAsync(Ape), Person.StadigKonsert);
        await leader.RevokeAsync();
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.PressAsync("Spør Altinn på nytt");
        (await vendor.StatusAsync()).ShouldBe("Revoked");

        await vendor.ConnectAsync(Ape);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
    }

    [Fact]
    public async Task Says_to_register_the_system_first()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.OpenAsync($"customers/{Ape}");

        await vendor.PressAsync("Koble til");

        (await vendor.FailureAsync()).ShouldBe("SystemNotRegistered");
        (await vendor.StatusAsync()).ShouldBe("NotConnected");
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);
    }

    [Fact]
    public async Task The_receipt_believes_altinn_and_not_the_browser()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);

        await vendor.OpenAsync("receipt?status=Accepted");

        (await vendor.StatusAsync()).ShouldBe("Waiting");
    }

    [Fact]
    public async Task Double_clicks_and_the_back_button_do_no_harm()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.OpenAsync($"customers/{Ape}");
        var request = await vendor.GoToAltinnAsync(() => vendor.Button("Koble til").DblClickAsync());

        // What the second click began may still be on its way, and would cut in on the next page.
        await vendor.ChangeTabAsync();
        await vendor.OpenAsync($"customers/{Ape}");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
        var confirm = await vendor.ConfirmUrlAsync();
        confirm.ShouldContain($"id={request}");
        await using var colleague = await Visitor.ArriveAsync(stage);
        await colleague.OpenAsync($"customers/{Ape}");
        (await colleague.ConfirmUrlAsync()).ShouldBe(confirm);

        await vendor.OpenPortalAsync(confirm, Person.StadigKonsert);
        await vendor.LeaveAsync(() => vendor.Button("Godkjenn").DblClickAsync());
        await vendor.ChangeTabAsync();
        await vendor.Page.GotoAsync(confirm);
        (await vendor.NoticeAsync()).ShouldContain("Forespørselen er godkjent");
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");

        await vendor.Page.GoBackAsync();
        await vendor.Page.GotoAsync(confirm);
        await vendor.Page.ReloadAsync();
        (await vendor.NoticeAsync()).ShouldContain("Forespørselen er godkjent");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
    }

    [Fact]
    public async Task A_form_left_open_while_another_connects_does_no_harm()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await using var colleague = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await colleague.OpenAsync($"customers/{Ape}");
        await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();

        await colleague.PressAsync("Koble til");

        (await colleague.StatusAsync()).ShouldBe("Connected");
        new Uri(colleague.Page.Url).AbsolutePath.ShouldBe($"/customers/{Ape}");
    }

    [Fact]
    public async Task A_request_can_be_withdrawn()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Ape);
        await vendor.OpenAsync($"customers/{Ape}");

        await vendor.PressAsync("Trekk forespørselen");

        (await vendor.StatusAsync()).ShouldBe("NotConnected");
        using var answer = await stage.People.ApproveAsync(Person.StadigKonsert, Ape, request);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Remembers_everything_after_being_killed()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);

        await stage.KillAndRestartSmartCloudAsync();

        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
    }

    [Fact]
    public async Task Passes_on_that_the_api_asks_to_try_again()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        await stage.BreakAsync("pdp");

        await vendor.OpenAsync($"customers/{Ape}/claims");

        (await vendor.FailureAsync()).ShouldBe("RetryLater");
        (await vendor.Page.Locator("[data-failure]").InnerTextAsync()).ShouldContain("Prøv igjen om");
        await vendor.PictureAsync("smartcloud-retry-later");
    }
}
