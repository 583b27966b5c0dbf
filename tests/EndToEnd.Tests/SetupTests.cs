using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

public sealed class SetupTests(Stage stage)
{
    [Fact]
    public async Task SmartCloud_registers_itself()
    {
        await stage.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);

        await vendor.OpenAsync("setup");
        await vendor.PictureAsync("smartcloud-setup-before");
        await vendor.PressAsync("Registrer på nytt");

        (await vendor.Page.Locator("[data-standing]").AllAsync()).Count.ShouldBe(2);
        await vendor.PictureAsync("smartcloud-setup");
        vendor.Complaints.ShouldBeEmpty();
    }
}
