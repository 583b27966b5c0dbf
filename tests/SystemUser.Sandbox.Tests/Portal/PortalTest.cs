using System.Net;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>A world, and browsers to visit its portal with.</summary>
public abstract class PortalTest : WorldTest
{
    internal const string Ui = "/accessmanagement/ui";
    internal const string Overview = Ui + "/systemuser/overview";

    /// <summary>The name of a cookie, which is this sandbox's own.</summary>
    internal string Cookie(string name) => $"SystemUserSandbox.{name}.{Host.Http.BaseAddress!.Port}";

    internal PortalBrowser Open() => new(Host.Http.BaseAddress!);

    internal Task<PortalBrowser> OpenAsync(string pid, string organization) => Open().BecomeAsync(pid, organization);

    internal static void ShouldBeRefused(PortalPage page, HttpStatusCode status, string code)
    {
        page.Status.ShouldBe(status, page.Text);
        page.Text.ShouldContain(code);
        page.Text.ShouldContain("Ingenting er endret.");
        page.Heading.ShouldBe("Dette gikk ikke");
    }
}
