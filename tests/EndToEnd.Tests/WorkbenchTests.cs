using System.Net.Http.Headers;
using System.Net.Http.Json;
using EndToEnd.Tests.Support;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>A developer at the workbench: every page, in light and dark, on a desk and on the narrowest phone; and the way from a refusal to its reason.</summary>
public sealed class WorkbenchTests(Stages stages)
{
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string Owner = "310904473";
    private const string Stranger = "313750531";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private static readonly string[] s_pages =
    [
        "",
        "?q=none",
        "?show=refused",
        "/log/1",
        $"/trace/{TraceId}",
        "/trace/none",
        $"/tokens?systemUser={SystemUser}",
        "/what-if",
        $"/what-if?systemUser={SystemUser}&party={Stranger}&resource=ske-krav-og-betalinger&action=read",
        $"/what-if?systemUser={SystemUser}&party={Owner}&resource=ske-krav-og-betalinger&action=read",
        "/world",
        "/world/system-users",
        "/world/organizations?q=none",
        "/world/packages",
        "/world/requests/new",
        $"/world/system-users/row?key={SystemUser}",
        "/policies/ske-krav-og-betalinger",
        "/faults",
        "/clock",
        "/interfaces",
        "/no/such/page",
    ];

    public static TheoryData<ColorScheme, int> Windows => PortalAccessibilityTests.Windows;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_page_can_be_read_and_used(ColorScheme colors, int width)
    {
        await using var stage = await stages.BeginAsync();
        using var http = new HttpClient { BaseAddress = stage.SandboxAddress };
        await AskAsync(http, Owner);
        await AskAsync(http, Stranger);
        await stage.BreakAsync("exchange");
        (await http.PutAsJsonAsync("sandbox/clock", new { bySeconds = 60 }, Cancelled)).EnsureSuccessStatusCode();
        await using var visitor = await Visitor.ArriveAsync(
            stage,
            new()
            {
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 740 },
            }
        );
        foreach (var page in s_pages)
        {
            await visitor.OpenWorkbenchAsync(page);
            foreach (var summary in await visitor.Page.Locator("summary").AllAsync())
            {
                await summary.ClickAsync();
            }

            await visitor.Page.ShouldBeUsableAsync(colors, width);
        }

        await visitor.OpenWorkbenchAsync($"/tokens?systemUser={SystemUser}");
        await visitor.PressAsync("Make the token");
        await visitor.Page.ShouldBeUsableAsync(colors, width);
        await visitor.OpenWorkbenchAsync("/faults");
        await visitor.Page.GetByLabel("One call in").FillAsync("none");
        await visitor.PressAsync("Switch on");
        await visitor.Page.ShouldBeUsableAsync(colors, width);
        visitor.Complaints.ShouldBeEmpty();
        (await http.DeleteAsync("sandbox/clock", Cancelled)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Refusal_comes_into_the_log_by_itself_and_leads_to_the_rules()
    {
        await using var stage = await stages.BeginAsync();
        using var http = new HttpClient { BaseAddress = stage.SandboxAddress };
        await using var visitor = await Visitor.ArriveAsync(stage);
        await visitor.OpenWorkbenchAsync("?service=pdp");
        var search = visitor.Page.GetByPlaceholder("Search: name");
        await search.PressSequentiallyAsync("half a wo");

        await AskAsync(http, Stranger);

        var row = visitor.Page.Locator("tbody tr", new() { HasText = "NotApplicable" }).First;
        await row.WaitForAsync();
        (await search.EvaluateAsync<bool>("field => field === document.activeElement")).ShouldBeTrue();
        (await search.InputValueAsync()).ShouldBe("half a wo");
        await visitor.FollowAsync(row.Locator("a"));
        await visitor.FollowAsync(visitor.Link("The whole trace"));
        (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain(TraceId);
        await visitor.FollowAsync(visitor.Link("Ask again, and see the rules"));
        (await visitor.Page.Locator("main").InnerTextAsync()).ShouldContain("does not match");
        visitor.Complaints.ShouldBeEmpty();
    }

    private static async Task AskAsync(HttpClient http, string party)
    {
        var token = await http.GetStringAsync(
            "api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize",
            Cancelled
        );
        using var question = new HttpRequestMessage(HttpMethod.Post, "authorization/api/v1/authorize");
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        question.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        question.Headers.Add("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        question.Content = JsonContent.Create(
            new
            {
                Request = new
                {
                    AccessSubject = Category(("urn:altinn:systemuser:uuid", SystemUser)),
                    Action = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                    Resource = Category(
                        ("urn:altinn:resource", "ske-krav-og-betalinger"),
                        ("urn:altinn:organization:identifier-no", party)
                    ),
                },
            },
            options: new(System.Text.Json.JsonSerializerDefaults.General)
        );
        using var answer = await http.SendAsync(question, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private static object[] Category(params (string Id, string Value)[] attributes) =>
        [
            new
            {
                Attribute = attributes
                    .Select(attribute => new { AttributeId = attribute.Id, attribute.Value })
                    .ToArray(),
            },
        ];
}
