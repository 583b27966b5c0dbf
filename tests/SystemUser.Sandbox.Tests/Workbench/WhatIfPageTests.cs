using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Traffic.Internal;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class WhatIfPageTests : WorkbenchTest
{
    [Fact]
    public async Task Answer_comes_with_each_rule_and_why_it_does_not_match()
    {
        var page = await GetAsync(
            $"/what-if?systemUser={The.Agent}&party={The.Stranger}&resource={The.Resource}&action=read"
        );

        page.Text.ShouldContain("NotApplicable");
        page.Text.ShouldContain("has 12 clients, this is not one of them");
        page.Text.ShouldContain("permits does not match dagl or lede or innh matches read or write");
        Host.Get<CallRing>().Last.ShouldBe(0);
    }

    [Fact]
    public async Task Rule_that_permits_matches_altogether_and_its_condition_is_told()
    {
        var page = await GetAsync(
            $"/what-if?systemUser={The.Agent}&party={The.Client}&resource={The.Resource}&action=read"
        );

        page.Text.ShouldContain("Permit");
        page.Text.ShouldContain("minimum-authenticationlevel");
        page.Text.ShouldContain("permits matches regnskapsforer-med-signeringsrettighet matches read or write matches");
    }

    [Fact]
    public async Task Person_may_be_asked_about_too()
    {
        var page = await GetAsync(
            $"/what-if?person={The.DailyLeader}&party={The.Customer}&resource={The.Resource}&action=read"
        );

        page.Text.ShouldContain("Permit");
        page.Text.ShouldContain("matches dagl");
    }
}
