using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>The demo as the README has it started: SmartCloud, and what it starts beside itself.</summary>
public sealed class DemoTests(Stages stages)
{
    private const string Ape = Vendor.Ape;
    private const int MostReadings = 20;

    [Fact]
    public async Task One_address_moves_the_whole_demo()
    {
        await using var demo = await stages.StartDemoAsync();
        await using var vendor = await Visitor.ArriveAsync(demo);
        var visited = new HashSet<string>();
        vendor.Page.Request += (_, request) => visited.Add(new Uri(request.Url).Authority);

        await ConnectAsync(vendor);

        (await ReadClaimsAsync(vendor)).ShouldBeNull(demo.Output);
        (await vendor.Page.Locator("tr[data-claim]").CountAsync()).ShouldBeGreaterThan(0);
        visited.ShouldBe([demo.SmartCloudAddress.Authority, demo.SandboxAddress.Authority], ignoreOrder: true);
        foreach (var address in new[] { demo.SmartCloudAddress, demo.ApiAddress, demo.SandboxAddress })
        {
            demo.Output.ShouldContain(address.AbsoluteUri);
        }

        using var http = new HttpClient();
        var refused = await http.GetAsync(
            new Uri(demo.ApiAddress, "v1/regnskapssystem/egen/aapnekrav"),
            TestContext.Current.CancellationToken
        );
        refused.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldContain($"{demo.SandboxAddress}workbench/");
        vendor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_start_remembers_and_a_sandbox_that_forgot_is_told_as_that()
    {
        await using var demo = await stages.StartDemoAsync();
        await using var vendor = await Visitor.ArriveAsync(demo);
        await ConnectAsync(vendor);

        await demo.StartAgainAsync();

        await vendor.OpenAsync("");
        (await vendor.StatusAsync(Ape)).ShouldBe("Connected");
        (await ReadClaimsAsync(vendor)).ShouldBeNull(demo.Output);

        await demo.StartAgainAsync(isSandboxEmptied: true);

        (await ReadClaimsAsync(vendor)).ShouldBe("Forgotten");
        await vendor.OpenAsync($"customers/{Ape}");
        (await vendor.Page.Locator("main").InnerTextAsync()).ShouldContain("Kunden har ikke trukket noe tilbake.");
        await vendor.PictureAsync("smartcloud-forgotten");
        await ConnectAsync(vendor);
        vendor.Complaints.ShouldBeEmpty();
    }

    /// <summary>Opens the claims, and gives what is wrong; that the API has only just started is nothing wrong.</summary>
    private static async Task<string?> ReadClaimsAsync(Visitor vendor)
    {
        string? failure;
        var readings = 0;
        do
        {
            await vendor.OpenAsync($"customers/{Ape}/claims");
            failure = await vendor.FailureAsync();
        } while (failure is "Unreachable" or "RetryLater" && ++readings < MostReadings);

        return failure;
    }

    private static async Task ConnectAsync(Visitor vendor)
    {
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Ape);
        await vendor.ActAsAsync(Person.StadigKonsert);
        await vendor.ApproveAsync();
        await vendor.ReturnAsync();
        (await vendor.StatusAsync()).ShouldBe("Connected");
    }
}
