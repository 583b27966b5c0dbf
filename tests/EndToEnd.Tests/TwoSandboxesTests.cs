using EndToEnd.Tests.Support;

namespace EndToEnd.Tests;

/// <summary>Two sandboxes on one machine, in two tabs of one browser.</summary>
public sealed class TwoSandboxesTests(Stages stages)
{
    private const string Overview = $"{Portal.Root}systemuser/overview";

    [Fact]
    public async Task Whoever_logs_in_to_one_stays_logged_in_to_the_other()
    {
        await using var stage = await stages.BeginAsync();
        var other = new Uri($"http://localhost:{FreePort.Find(1)[0]}/");
        await using var second = await ChildProcess.StartAsync(
            "src/SystemUser.Sandbox",
            new Uri(other, ".well-known/oauth-authorization-server"),
            new Dictionary<string, string> { ["SystemUserSandbox:Address"] = other.GetLeftPart(UriPartial.Authority) },
            TestContext.Current.CancellationToken
        );
        await using var visitor = await Visitor.ArriveAsync(stage);

        await visitor.OpenPortalAsync(Overview, Person.StadigKonsert);
        await visitor.Page.GotoAsync(new Uri(other, Overview).AbsoluteUri);
        await visitor.ActAsAsync(Person.Pia);

        await ShouldActAsync(stage.SandboxAddress, Person.StadigKonsert);
        // A form of the one is not mistaken for a form of the other either.
        await visitor.Page.GotoAsync(new Uri(stage.SandboxAddress, $"{Portal.Root}systemuser/create").AbsoluteUri);
        var tab = await visitor.Page.Context.NewPageAsync();
        await tab.GotoAsync(new Uri(other, $"{Portal.Root}systemuser/create").AbsoluteUri);
        await visitor.PressAsync("Opprett");
        (await visitor.NoticeAsync()).ShouldContain("Velg et system.");
        await ShouldActAsync(other, Person.Pia);
        visitor.Complaints.ShouldBeEmpty();

        async Task ShouldActAsync(Uri sandbox, Person person)
        {
            await visitor.Page.GotoAsync(new Uri(sandbox, Overview).AbsoluteUri);
            (await visitor.Page.Locator(".acting").InnerTextAsync()).ShouldContain(person.Name);
        }
    }
}
