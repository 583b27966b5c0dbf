using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Whoever has no mouse: the approval from the vendor's link to the receipt, and a question at the workbench.</summary>
public sealed class KeyboardTests(Stages stages)
{
    [Fact]
    public async Task A_request_is_approved_from_the_vendors_link_to_the_receipt()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        await vendor.ConnectAsync(Vendor.Ape);
        await vendor.OpenAsync($"customers/{Vendor.Ape}");
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.Page.GotoAsync(await vendor.ConfirmUrlAsync());

        await leader.SkipToContentAsync();
        var (name, organization) = (Person.StadigKonsert.Name, Person.StadigKonsert.Organization);
        await leader.TabAndPressAsync(leader.Button($"{name} for {organization}"), "Enter");
        await leader.TabAndPressAsync(leader.Button("Godkjenn"), "Space");

        var outcome = leader.Page.Locator("main [role=status]");
        (await outcome.HasFocusAsync()).ShouldBeTrue();
        (await outcome.InnerTextAsync()).ShouldContain("Forespørselen er godkjent");
        (await leader.Page.TitleAsync()).ShouldStartWith("Forespørselen er godkjent");
        await leader.TabAndPressAsync(leader.Page.Locator("main a[rel=noreferrer]"), "Enter");
        new Uri(leader.Page.Url).AbsolutePath.ShouldBe("/receipt");
        (await leader.StatusAsync()).ShouldBe("Connected");
        leader.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_is_asked_at_the_workbench()
    {
        await using var stage = await stages.BeginAsync();
        await using var developer = await Visitor.ArriveAsync(stage);
        var page = developer.Page;
        await page.GotoAsync(new Uri(stage.SandboxAddress, "workbench").AbsoluteUri);

        await developer.TabAndPressAsync(developer.Link("What if"), "Enter");
        await developer.SkipToContentAsync();
        await WriteAsync("System user", "33a0911a-5459-456f-bc57-3d37ef9a016c");
        await WriteAsync("Resource", "ske-krav-og-betalinger");
        await WriteAsync("For the party", Vendor.Ape);
        await developer.TabAndPressAsync(developer.Button("Ask"), "Space");

        var answer = page.GetByRole(AriaRole.Heading, new() { Name = "Permit" });
        (await answer.HasFocusAsync()).ShouldBeTrue();
        developer.Complaints.ShouldBeEmpty();

        async Task WriteAsync(string label, string text)
        {
            await developer.TabToAsync(page.GetByLabel(label, new() { Exact = true }));
            await page.Keyboard.TypeAsync(text);
        }
    }
}
