using System.Net;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Tests.Portal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class FaultPageTests : WorkbenchTest
{
    private FaultSwitches Switches => Host.Get<FaultSwitches>();

    [Fact]
    public async Task Fault_is_told_on_every_page_until_it_is_switched_off()
    {
        (
            await SwitchAsync(
                ("service", "pdp"),
                ("kind", "Status"),
                ("status", "502"),
                ("retryAfter", "7"),
                ("oneIn", "3")
            )
        ).Location.ShouldBe("/workbench/faults?done=saved");

        Switches.Find("pdp")!.Status.ShouldBe(502);
        foreach (var path in new[] { "", "/tokens", "/world", "/faults" })
        {
            (await GetAsync(path)).Text.ShouldContain(
                "Faults are switched on: pdp answers 502, Retry-After 7, one call in 3."
            );
        }

        await SwitchAsync(("service", "token"), ("kind", "Gone"));
        await SwitchAsync(("service", "pdp"), ("off", "one"));
        Switches.Find("pdp").ShouldBeNull();
        await SwitchAsync(("off", "all"));
        Switches.Active().ShouldBeEmpty();
        (await GetAsync("")).Text.ShouldNotContain("Faults are switched on");
    }

    [Fact]
    public async Task Fault_ends_by_itself_when_it_was_for_so_many_seconds()
    {
        await SwitchAsync(("service", "pdp"), ("kind", "Slow"), ("delay", "250"), ("forSeconds", "60"));

        Switches.Find("pdp")!.Delay.ShouldBe(TimeSpan.FromMilliseconds(250));
        Clock.Advance(TimeSpan.FromSeconds(60));
        Switches.Find("pdp").ShouldBeNull();
    }

    [Theory]
    [InlineData("pdp", "Status", "9999")]
    [InlineData("pdp", "Status", "a lot")]
    [InlineData("pdp", "Slow", "0")]
    [InlineData("pdp", "Haunted", "5")]
    [InlineData("token", "Indeterminate", "")]
    [InlineData("token", "Wrong", "")]
    [InlineData("portal", "Gone", "")]
    public async Task Fault_is_refused_when_the_form_is_not_valid(string service, string kind, string number)
    {
        var page = await SwitchAsync(("service", service), ("kind", kind), ("delay", number), ("status", number));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Html.ShouldContain("role=\"alert\"");
        Switches.Active().ShouldBeEmpty();
    }

    private Task<PortalPage> SwitchAsync(params (string Name, string Value)[] fields) =>
        SendAsync("/faults", "/faults", fields);
}
