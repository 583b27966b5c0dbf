using System.Net;
using System.Text.RegularExpressions;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Tests.Portal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Workbench;

/// <summary>What holds for every page of the workbench.</summary>
public sealed partial class WorkbenchPageTests : WorkbenchTest
{
    public static TheoryData<string> Pages { get; } =
        new(
            "",
            "/log/1",
            "/trace/none",
            "/tokens",
            "/what-if",
            "/world",
            "/world/system-users",
            "/world/requests/new",
            $"/world/system-users/row?key={The.SystemUser}",
            "/policies/ske-krav-og-betalinger",
            "/faults",
            "/clock",
            "/interfaces"
        );

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_has_strict_headers_and_forms_with_tokens(string path)
    {
        await AskAsync(The.SystemUser, The.Customer);

        var page = await GetAsync(path);

        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none';");
        page.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Html.ShouldNotContain(" style=");
        page.Html.ShouldNotMatch("(src|href|action)=\"(https?:)?//");
        PostForms().Count(page.Html).ShouldBe(FormTokens().Count(page.Html));
    }

    [Fact]
    public async Task Every_table_of_the_world_opens_with_each_of_its_rows()
    {
        PutRequest();
        var world = await GetAsync("/world");
        var tables = world.Links.SelectMany(link => link).Where(link => link.StartsWith("/workbench/world/")).ToList();
        tables.Count.ShouldBeGreaterThan(15);
        using var browser = Open();
        foreach (var table in tables.Where(link => !link.EndsWith("/export")))
        {
            var page = await browser.GetAsync(table);
            page.Status.ShouldBe(HttpStatusCode.OK, table);
            foreach (var row in page.Links.SelectMany(link => link).Where(link => link.Contains("/row?key=")).Take(2))
            {
                (await browser.GetAsync(row)).Status.ShouldBe(HttpStatusCode.OK, row);
            }
        }
    }

    [Theory]
    [InlineData("/log/clear")]
    [InlineData("/tokens")]
    [InlineData("/tokens/judge")]
    [InlineData("/world/import")]
    [InlineData("/world/reset")]
    [InlineData("/world/system-users/row")]
    [InlineData("/policies/ske-krav-og-betalinger")]
    [InlineData("/faults")]
    [InlineData("/clock")]
    public async Task Form_is_refused_when_it_came_from_no_page_of_the_workbench(string action)
    {
        await AskAsync(The.SystemUser, The.Customer);
        using var browser = Open();
        await browser.GetAsync(Root);

        var page = await browser.PostAsync(
            Root + action,
            ("service", "pdp"),
            ("kind", "Gone"),
            ("change", "remove"),
            ("key", The.SystemUser.ToString()),
            ("to", "cast"),
            ("seconds", "60")
        );

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain("Nothing has been changed. WORKBENCH-00001");
        World.SystemUsers.Find(The.SystemUser).ShouldNotBeNull();
        Host.Get<FaultSwitches>().Active().ShouldBeEmpty();
        Host.Get<TimeProvider>().GetUtcNow().ShouldBe(Clock.GetUtcNow());
        (await GetAsync("")).Text.ShouldContain("Permit");
    }

    [Theory]
    [InlineData("/no/such/page")]
    [InlineData("/log/99")]
    [InlineData("/world/nothing")]
    [InlineData("/world/system-users/row?key=none")]
    [InlineData("/policies/none")]
    public async Task Page_says_so_when_there_is_nothing(string path)
    {
        var page = await GetAsync(path);

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Heading.ShouldBe("This did not work");
    }

    [Theory]
    [InlineData("/accessmanagement/ui/sandbox/decisions", "/workbench")]
    [InlineData("/accessmanagement/ui/sandbox/faults", "/workbench/faults")]
    public async Task Address_of_before_leads_to_the_workbench(string before, string now)
    {
        using var browser = Open();

        (await browser.GetAsync(before)).Location.ShouldBe(now);
    }

    [Fact]
    public async Task Portal_has_nothing_of_the_workbench()
    {
        using var browser = await Open().BecomeAsync(The.DailyLeader, The.Customer);
        var page = await browser.GetAsync("/accessmanagement/ui/systemuser/overview");

        page.Html.ShouldNotContain("workbench");
    }

    [Theory]
    [InlineData("/workbench/workbench.css", "text/css")]
    [InlineData("/workbench/workbench.js", "text/javascript")]
    public async Task File_is_served_once_for_each_version(string path, string type)
    {
        using var answer = await Host.Http.GetAsync(path, Cancelled);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await Host.Http.SendAsync(again, Cancelled);

        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [GeneratedRegex("<form method=\"post\"")]
    private static partial Regex PostForms();

    [GeneratedRegex("name=\"__RequestVerificationToken\"")]
    private static partial Regex FormTokens();
}
