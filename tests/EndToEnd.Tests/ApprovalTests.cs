using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Who may approve, how often, and from where.</summary>
public sealed class ApprovalTests(Stages stages)
{
    private const string Ape = Vendor.Ape;

    [Fact]
    public async Task The_wrong_person_cannot_approve()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var confirm = await AskAsync(vendor);

        await using var member = await Visitor.ArriveAsync(stage);
        await member.OpenPortalAsync(confirm, Person.RettvisTrapes);
        (await member.NoticeAsync()).ShouldContain("Du kan ikke svare på denne forespørselen.");
        (await member.Button("Godkjenn").CountAsync()).ShouldBe(0);
        await member.PictureAsync("portal-wrong-person");

        await using var stranger = await Visitor.ArriveAsync(stage);
        await stranger.OpenPortalAsync(confirm, Person.Pia);
        (await stranger.NoticeAsync()).ShouldContain("Ingenting er endret.");
        (await stranger.Button("Godkjenn").CountAsync()).ShouldBe(0);

        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
    }

    [Fact]
    public async Task A_form_of_the_right_person_is_worth_nothing_in_another_browser()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var confirm = await AskAsync(vendor);
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenPortalAsync(confirm, Person.StadigKonsert);
        await using var member = await Visitor.ArriveAsync(stage);
        await member.OpenPortalAsync(confirm, Person.RettvisTrapes);

        var form = await leader.Page.Locator("form.answer").First.EvaluateAsync<string>("form => form.outerHTML");
        await member.Page.EvaluateAsync("form => { document.querySelector('main').innerHTML = form }", form);
        await member.PressAsync("Godkjenn");

        (await member.NoticeAsync()).ShouldContain("Ingenting er endret.");
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
    }

    [Fact]
    public async Task A_post_from_another_site_changes_nothing()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var confirm = await AskAsync(vendor);
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenPortalAsync(confirm, Person.StadigKonsert);

        foreach (
            var (target, heading) in new[]
            {
                (confirm, "Dette gikk ikke"),
                (
                    new Uri(stage.SmartCloudAddress, $"customers/{Ape}?handler=Withdraw").AbsoluteUri,
                    "Skjemaet kunne ikke tas imot"
                ),
            }
        )
        {
            await leader.Page.GotoAsync(
                "data:text/html,<form method=post><button name=decision value=approve>Win a prize</button></form>"
            );
            await leader.Page.EvaluateAsync("target => { document.forms[0].action = target }", target);
            await leader.PressAsync("Win a prize");
            (await leader.Page.Locator("h1").InnerTextAsync()).ShouldBe(heading);
            await leader.Page.ShouldBeAccessibleAsync();
        }

        await leader.Page.GotoAsync(confirm);
        (await leader.Button("Godkjenn").CountAsync()).ShouldBe(1);

        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Waiting");
    }

    [Fact]
    public async Task A_request_that_is_not_there_says_so()
    {
        await using var stage = await stages.BeginAsync();
        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenPortalAsync($"{Portal.Root}systemuser/overview", Person.StadigKonsert);

        foreach (
            var address in new[]
            {
                "request?id=505f8488-3d48-4c15-8e21-35cb9432f815",
                "request?id=1",
                "request",
                "agentrequest?id=%3Cscript%3Ealert(1)%3C/script%3E",
            }
        )
        {
            await leader.Page.GotoAsync(
                new Uri(stage.SandboxAddress, $"{Portal.Root}systemuser/{address}").AbsoluteUri
            );
            (await leader.NoticeAsync()).ShouldContain("Forespørselen finnes ikke.");
        }

        leader.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_in_a_name_does_not_run()
    {
        const string Script = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.OpenPortalAsync($"{Portal.Root}vendor/register", Person.SkyfriHorisont);
        await vendor.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("991825827_script");
        await vendor.Page.GetByLabel("Navn").FillAsync(Script);
        await vendor.Page.GetByLabel("Beskrivelse").FillAsync(Script);
        await vendor.Page.GetByLabel("Krav og betalinger").CheckAsync();
        await vendor.PressAsync("Registrer");
        await ShouldBeTextAsync(vendor);

        await using var leader = await Visitor.ArriveAsync(stage);
        await leader.OpenPortalAsync($"{Portal.Root}systemuser/create?q=script", Person.Pia);
        await ShouldBeTextAsync(leader);
        await leader.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await leader.PressAsync("Opprett");
        await ShouldBeTextAsync(leader);
        await leader.Page.GotoAsync(new Uri(stage.SandboxAddress, $"{Portal.Root}systemuser/overview").AbsoluteUri);
        await ShouldBeTextAsync(leader);

        async Task ShouldBeTextAsync(Visitor visitor)
        {
            (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain(Script);
            (await visitor.Page.TitleAsync()).ShouldNotBe("owned");
            (await visitor.Page.Locator("main script, main img").CountAsync()).ShouldBe(0);
            visitor.Complaints.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Two_browsers_that_approve_at_once_make_one_system_access()
    {
        await using var stage = await stages.BeginAsync();
        await using var vendor = await Visitor.ArriveAsync(stage);
        await vendor.RegisterAsync();
        var confirm = await AskAsync(vendor);
        await using var first = await Visitor.ArriveAsync(stage);
        await using var second = await Visitor.ArriveAsync(stage);
        await first.OpenPortalAsync(confirm, Person.StadigKonsert);
        await second.OpenPortalAsync(confirm, Person.StadigKonsert);

        await Task.WhenAll(first.PressAsync("Godkjenn"), second.PressAsync("Godkjenn"));

        string[] notices = [await first.NoticeAsync(), await second.NoticeAsync()];
        notices.Count(notice => notice.Contains("Forespørselen er godkjent", StringComparison.Ordinal)).ShouldBe(1);
        notices.Count(notice => notice.Contains("Ingenting er endret.", StringComparison.Ordinal)).ShouldBe(1);
        await vendor.OpenAsync("receipt");
        (await vendor.StatusAsync()).ShouldBe("Connected");
        // Single within: more than one of the name would fail.
        await stage.People.FindSystemUserAsync(Person.StadigKonsert, Ape, await vendor.ExternalRefAsync(Ape));
    }

    private static async Task<string> AskAsync(Visitor vendor)
    {
        await vendor.ConnectAsync(Ape);
        await vendor.OpenAsync($"customers/{Ape}");
        return await vendor.ConfirmUrlAsync();
    }
}
