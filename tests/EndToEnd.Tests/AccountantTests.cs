using System.Net;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>SmartCloud, TILBAKEHOLDEN USYMMETRISK TIGER AS and its client administrator DRESS MINST.</summary>
public sealed class AccountantTests(Stage stage)
{
    private const string Tiger = Vendor.Tiger;
    private const string Elk = "312714051";

    [Fact]
    public async Task Sees_the_clients_that_were_given_and_loses_the_one_that_is_taken_away()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Tiger);
        (await stage.People.ApproveAsync(Person.DressMinst, Tiger, request, isAgent: true)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");

        await vendor.FollowAsync(vendor.Link("Se klientene"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(0);
        await vendor.PictureAsync("smartcloud-no-clients");

        var reference = await vendor.ExternalRefAsync(Tiger);
        var agent = await stage.People.FindSystemUserAsync(Person.DressMinst, Tiger, reference);
        foreach (var client in new[] { Elk, "310329495", "311445707" })
        {
            (
                await stage.People.ChangeClientAsync(HttpMethod.Post, Person.DressMinst, agent, client)
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await vendor.OpenAsync($"customers/{Tiger}/clients");
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(3);
        await vendor.PictureAsync("smartcloud-clients");
        await vendor.FollowAsync(vendor.Page.Locator($"tr[data-client='{Elk}'] a"));
        (await vendor.FailureAsync()).ShouldBeNull(stage.Logs);
        await vendor.PictureAsync("smartcloud-client");

        (await stage.People.ChangeClientAsync(HttpMethod.Delete, Person.DressMinst, agent, Elk)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        await vendor.Page.ReloadAsync();
        (await vendor.FailureAsync()).ShouldBe("ClientNotGranted");
        await vendor.PictureAsync("smartcloud-client-not-granted");
        await vendor.OpenAsync($"customers/{Tiger}/clients");
        (await vendor.Page.Locator("tr[data-client]").CountAsync()).ShouldBe(2);
        vendor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cannot_look_up_an_organization_that_is_no_client()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var request = await vendor.ConnectAsync(Tiger);
        await stage.People.ApproveAsync(Person.DressMinst, Tiger, request, isAgent: true);
        await vendor.OpenAsync("receipt");
        await vendor.OpenAsync($"customers/{Tiger}/clients");

        await vendor.Page.GetByLabel("Slå opp én klient").FillAsync("313 750 531");
        await vendor.PressAsync("Slå opp");

        (await vendor.FailureAsync()).ShouldBe("ClientNotGranted");
    }
}
