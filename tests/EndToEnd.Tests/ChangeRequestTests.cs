using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>SmartCloud needs another right, and TILFELDIG SUBTIL APE answers in the portal's change page.</summary>
public sealed class ChangeRequestTests(Stages stages)
{
    private const string Ape = Vendor.Ape;
    private const string Further = "Innrapportering fra boligselskap";

    [Fact]
    public async Task A_further_right_is_asked_for_approved_and_held()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await ConnectAsync(vendor);
        await AskForMoreAsync(vendor);
        (await vendor.Page.Locator("h1").InnerTextAsync()).ShouldBe("SmartCloud ber om endret systemtilgang");
        (await vendor.Page.Locator(".access").First.InnerTextAsync()).ShouldContain(Further);
        await vendor.PictureAsync("portal-change");
        var change = vendor.Page.Url;

        // Whoever may not give rights away is told so.
        await using var member = await Visitor.ArriveAsync(stage);
        await member.OpenPortalAsync(change, Person.RettvisTrapes);
        (await member.NoticeAsync()).ShouldContain("Du kan ikke svare på denne forespørselen.");
        await using var stranger = await Visitor.ArriveAsync(stage);
        await stranger.OpenPortalAsync(change, Person.Pia);
        (await stranger.NoticeAsync()).ShouldContain("Ingenting er endret.");

        // Nothing is lost while it waits.
        await using var colleague = await Visitor.ArriveAsync(stage);
        await colleague.OpenAsync($"customers/{Ape}");
        (await ChangeAsync(colleague)).ShouldBe("Waiting");
        await colleague.PictureAsync("smartcloud-change-waiting");
        await colleague.OpenAsync($"customers/{Ape}/claims");
        (await colleague.FailureAsync()).ShouldBeNull(stage.Logs);

        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        new Uri(vendor.Page.Url).AbsolutePath.ShouldBe("/receipt");
        (await ChangeAsync(vendor)).ShouldBe("Approved");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenAccessAsync(await vendor.ExternalRefAsync(Ape), Person.StadigKonsert);
        (await leader.Page.Locator("main").InnerTextAsync()).ShouldContain(Further);
        vendor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_change_leaves_everything_as_it_was()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await ConnectAsync(vendor);
        await AskForMoreAsync(vendor);

        await vendor.PressAsync("Avvis");
        await vendor.ReturnAsync();

        (await ChangeAsync(vendor)).ShouldBe("Refused");
        await vendor.OpenAsync($"customers/{Ape}/claims");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenAccessAsync(await vendor.ExternalRefAsync(Ape), Person.StadigKonsert);
        (await leader.Page.Locator("main").InnerTextAsync()).ShouldNotContain(Further);
    }

    [Fact]
    public async Task A_withdrawn_change_can_no_longer_be_approved()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await ConnectAsync(vendor);
        await AskForMoreAsync(vendor);
        await using var colleague = await Visitor.ArriveAsync(stage);
        await colleague.OpenAsync($"customers/{Ape}");

        await colleague.PressAsync("Trekk endringsforespørselen");

        (await ChangeAsync(colleague)).ShouldBe("NotAsked");
        await vendor.PressAsync("Godkjenn");
        (await vendor.NoticeAsync()).ShouldContain("Forespørselen finnes ikke.");
    }

    private static async Task ConnectAsync(Visitor vendor)
    {
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
    }

    private static async Task AskForMoreAsync(Visitor vendor)
    {
        await vendor.OpenAsync($"customers/{Ape}");
        await vendor.GoToAltinnAsync(() => vendor.Button("Be om fullmakten").ClickAsync());
    }

    private static Task<string?> ChangeAsync(Visitor visitor) =>
        visitor.Page.Locator("[data-change]").First.GetAttributeAsync("data-change");
}
