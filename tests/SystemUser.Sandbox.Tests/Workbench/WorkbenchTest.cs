using SystemUser.Sandbox.Tests.Portal;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Workbench;

/// <summary>A world, and a developer's browser.</summary>
public abstract class WorkbenchTest : WorldTest
{
    internal const string Root = "/workbench";

    internal PortalBrowser Open() => new(Host.Http.BaseAddress!);

    internal async Task<PortalPage> GetAsync(string path)
    {
        using var browser = Open();
        return await browser.GetAsync(Root + path);
    }

    /// <summary>Opens a page and sends a form of it.</summary>
    internal async Task<PortalPage> SendAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        using var browser = Open();
        return await browser.SendAsync(Root + action, await browser.GetAsync(Root + page), fields);
    }
}
