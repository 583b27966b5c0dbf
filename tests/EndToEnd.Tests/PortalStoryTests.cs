using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>What people meet in the portal besides the way of the daily leader.</summary>
public sealed class PortalStoryTests(Stages stages)
{
    [Fact]
    public async Task A_client_administrator_approves_and_adds_all_clients()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Vendor.Tiger);
        await vendor.ActAsAsync(Person.NoeyaktigKlips);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");

        await using var administrator = await Visitor.ArriveAsync(stage);
        await administrator.OpenAccessAsync(await vendor.ExternalRefAsync(Vendor.Tiger), Person.NoeyaktigKlips);
        await administrator.PressAsync("Legg til alle klienter");

        (await administrator.NoticeAsync()).ShouldContain("12 av 12 klienter er lagt til.");
        await vendor.OpenAsync($"customers/{Vendor.Tiger}/clients");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(12);
        administrator.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_daily_leader_makes_a_colleague_access_manager_who_then_approves()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Vendor.Ape);
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenPortalAsync($"{Portal.Root}users", Person.StadigKonsert);

        await leader.Page.GetByLabel("Fødselsnummer").FillAsync(Person.RettvisTrapes.Pid);
        await leader.Page.GetByLabel("Etternavn").FillAsync("Trapes");
        await leader.Page.GetByLabel("Tilgangsstyrer").CheckAsync();
        await leader.PressAsync("Gi rollen");

        (await leader.NoticeAsync()).ShouldContain("Rollen er gitt.");
        await leader.PictureAsync("portal-users");
        await vendor.ActAsAsync(Person.RettvisTrapes);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");

        await leader.PressAsync("Fjern Tilgangsstyrer, RETTVIS TRAPES");

        (await leader.NoticeAsync()).ShouldContain("Rollen er fjernet.");
        leader.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_leads_back_to_the_vendor_by_itself()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage, isLedOn: true);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Vendor.Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);

        await vendor.PressAsync("Godkjenn");

        await vendor.Page.WaitForURLAsync(new Uri(stage.SmartCloudAddress, "receipt").AbsoluteUri);
        (await vendor.StatusAsync()).ShouldBe("Connected");
        vendor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_that_asks_for_nynorsk_gets_it_and_prints_without_menu()
    {
        await using var stage = await stages.BeginAsync();
        await using var leader = await Visitor.ArriveAsync(stage, new() { Locale = "nn-NO" });
        await leader.OpenPortalAsync($"{Portal.Root}systemuser/overview", Person.StadigKonsert);

        (await leader.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("nn");
        (await leader.Page.Locator("h1").InnerTextAsync()).ShouldBe("Systemtilgangar");
        (await leader.Page.Locator("nav.menu").IsVisibleAsync()).ShouldBeTrue();
        await leader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        (await leader.Page.Locator("nav.menu").IsVisibleAsync()).ShouldBeFalse();
        (await leader.Page.Locator("main .cards").First.IsVisibleAsync()).ShouldBeTrue();
    }
}
