using System.Globalization;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Support;

/// <summary>What a developer does at the workbench, in a browser.</summary>
public static class Workbench
{
    public const string Root = "workbench";

    private const int FirstOfTheNew = 315_000_000;

    /// <summary>Opens a page of the workbench.</summary>
    public static Task OpenWorkbenchAsync(this Visitor visitor, string page) =>
        visitor.Page.GotoAsync(new Uri(visitor.Scene.SandboxAddress, Root + page).AbsoluteUri);

    /// <summary>Takes the world out, has an accountant have so many clients in it, and puts it in again.</summary>
    public static async Task HaveClientsAsync(this Visitor developer, string accountant, int count)
    {
        using var http = new HttpClient { BaseAddress = developer.Scene.SandboxAddress };
        var export = await http.GetStringAsync($"{Root}/world/export", TestContext.Current.CancellationToken);
        var world = JsonNode.Parse(export)!;
        var clients = world["clients"]!.AsArray().Single(of => of!["facilitator"]!.GetValue<string>() == accountant)![
            "clients"
        ]!.AsArray();
        for (var number = FirstOfTheNew; clients.Count < count; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            clients.Add(digits);
            world["organizations"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["number"] = digits,
                        ["name"] = $"KLIENT {clients.Count} AS",
                        ["form"] = "AS",
                    }
                );
        }

        await developer.OpenWorkbenchAsync("/world");
        await developer.Page.GetByText("Or as text").ClickAsync();
        await developer.Page.GetByLabel("Seed", new() { Exact = true }).FillAsync(world.ToJsonString());
        await developer.PressAsync("Import in place of this world");
        (await developer.NoticeAsync()).ShouldContain("The world has been put in.");
    }
}
