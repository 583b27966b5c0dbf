using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>SmartCloud, TILBAKEHOLDEN USYMMETRISK TIGER AS and its client administrator DRESS MINST.</summary>
public sealed class AccountantTests(Stages stages)
{
    private const string Tiger = Vendor.Tiger;
    private const string Elk = "312714051";

    [Fact]
    public async Task Sees_the_clients_that_were_given_and_loses_the_one_that_is_taken_away()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await ConnectAsync(vendor);
        await vendor.PictureAsync("smartcloud-receipt-accountant");
        await vendor.FollowAsync(vendor.Link("Se klientene"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(0);
        await vendor.PictureAsync("smartcloud-no-clients");

        await using var administrator = await Visitor.ArriveAsync(stage);
        await administrator.OpenAccessAsync(await vendor.ExternalRefAsync(Tiger), Person.DressMinst);
        await administrator.FollowAsync(administrator.Link("Administrer klienter"));
        await administrator.ChangeClientsAsync(
            "Legg til valgte",
            "SPRUDLENDE RASK ELG AS",
            "ALLSIDIG FLITTIG MÅKE",
            "EKSAKT MODIG GAUPE AS"
        );
        await administrator.PictureAsync("portal-clients");

        await vendor.OpenAsync($"customers/{Tiger}/clients");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(3);
        await vendor.PictureAsync("smartcloud-clients");
        await vendor.FollowAsync(vendor.Page.Locator($"tr[data-client='{Elk}'] a"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        await vendor.PictureAsync("smartcloud-client");

        await administrator.ChangeClientsAsync("Fjern valgte", "SPRUDLENDE RASK ELG AS");
        await vendor.Page.ReloadAsync();
        (await vendor.FailureAsync()).ShouldBe("ClientNotGranted");
        await vendor.PictureAsync("smartcloud-client-not-granted");
        await vendor.OpenAsync($"customers/{Tiger}/clients");
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(2);
        vendor.Complaints.ShouldBeEmpty();
        administrator.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cannot_look_up_an_organization_that_is_no_client()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await ConnectAsync(vendor);
        await vendor.OpenAsync($"customers/{Tiger}/clients");

        await vendor.Page.GetByLabel("Slå opp én klient").FillAsync("313 750 531");
        await vendor.PressAsync("Slå opp");

        (await vendor.FailureAsync()).ShouldBe("ClientNotGranted");
    }

    [Fact]
    public async Task Forty_clients_are_added_at_once_and_one_is_removed()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.HaveClientsAsync(Tiger, count: 40);
        await ConnectAsync(vendor);
        await using var administrator = await Visitor.ArriveAsync(stage);
        await administrator.OpenAccessAsync(await vendor.ExternalRefAsync(Tiger), Person.DressMinst);
        await administrator.FollowAsync(administrator.Link("Administrer klienter"));

        await administrator.PressAsync("Legg til alle klienter");

        (await administrator.NoticeAsync()).ShouldContain("40 av 40 klienter er lagt til.");
        (await administrator.Button("Legg til alle klienter").CountAsync()).ShouldBe(0);
        await administrator.PictureAsync("portal-forty-clients");
        (await ReadClientsAsync(vendor)).Count.ShouldBe(40);

        await administrator.PressAsync("Fjern SPRUDLENDE RASK ELG AS");

        (await administrator.NoticeAsync()).ShouldContain("Klientene er fjernet.");
        var clients = await ReadClientsAsync(vendor);
        clients.Count.ShouldBe(39);
        clients.ShouldNotContain(Elk);
        await vendor.PictureAsync("smartcloud-thirty-nine-clients");
        vendor.Complaints.ShouldBeEmpty();
        administrator.Complaints.ShouldBeEmpty();
    }

    /// <summary>Reads whose claims SmartCloud got from the API: one line for each client.</summary>
    private static async Task<IReadOnlyList<string?>> ReadClientsAsync(Visitor vendor)
    {
        await vendor.OpenAsync($"customers/{Tiger}/clients");
        (await vendor.FailureAsync()).ShouldBeNull();
        return await vendor
            .Page.Locator("tr[data-client]")
            .EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.client)");
    }

    private static async Task ConnectAsync(Visitor vendor)
    {
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Tiger);
        await vendor.ActAsAsync(Person.DressMinst);
        await vendor.PictureAsync("portal-agent-request");
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");
    }
}
