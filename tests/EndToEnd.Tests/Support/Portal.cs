using Microsoft.Playwright;

namespace EndToEnd.Tests.Support;

/// <summary>What people do in Altinn's portal, in a browser.</summary>
public static class Portal
{
    public const string Root = "accessmanagement/ui/";

    /// <summary>Says who is at the browser, where the portal asks.</summary>
    public static Task ActAsAsync(this Visitor visitor, Person person) =>
        visitor.FollowAsync(visitor.Button($"{person.Name} for {person.Organization}"));

    /// <summary>Opens a page of the portal as a person, in a browser that has not been there before.</summary>
    public static async Task OpenPortalAsync(this Visitor visitor, string address, Person person)
    {
        await visitor.Page.GotoAsync(new Uri(visitor.Scene.SandboxAddress, address).AbsoluteUri);
        await visitor.ActAsAsync(person);
    }

    /// <summary>Approves the request whose page is open.</summary>
    public static async Task ApproveAsync(this Visitor visitor)
    {
        await visitor.PressAsync("Godkjenn");
        (await visitor.NoticeAsync()).ShouldContain("Forespørselen er godkjent");
    }

    /// <summary>Goes back to the vendor from a request that has been answered.</summary>
    public static Task ReturnAsync(this Visitor visitor) =>
        visitor.FollowAsync(visitor.Page.Locator("main a[rel=noreferrer]"));

    /// <summary>Opens the system access that was asked for under a name.</summary>
    public static async Task OpenAccessAsync(this Visitor visitor, string externalRef, Person person)
    {
        await visitor.OpenPortalAsync($"{Root}systemuser/overview?q={externalRef}", person);
        await visitor.FollowAsync(visitor.Page.Locator("main .cards a").First);
    }

    /// <summary>Deletes the system access whose page is open.</summary>
    public static async Task RevokeAsync(this Visitor visitor)
    {
        await visitor.FollowAsync(visitor.Link("Slett systemtilgangen"));
        await visitor.PressAsync("Slett");
    }

    /// <summary>Adds clients to, or removes them from, the system access whose clients are open.</summary>
    public static async Task ChangeClientsAsync(this Visitor visitor, string button, params string[] clients)
    {
        foreach (var client in clients)
        {
            await visitor.Page.Locator("label", new() { HasText = client }).ClickAsync();
        }

        await visitor.PressAsync(button);
    }

    /// <summary>Reads what the open page says of how things stand, or went.</summary>
    public static Task<string> NoticeAsync(this Visitor visitor) =>
        visitor.Page.Locator("main [role=status], main [role=alert], main .notice").First.InnerTextAsync();
}
