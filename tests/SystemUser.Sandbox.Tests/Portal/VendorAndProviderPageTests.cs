using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class VendorAndProviderPageTests : PortalTest
{
    private const string VendorsLeader = "11867230124";
    private const string ProvidersLeader = "09827641259";
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string Register = Ui + "/vendor/register";
    private const string Scopes = Ui + "/provider/scopes";

    [Fact]
    public async Task System_is_registered_when_a_vendor_sends_the_form()
    {
        using var browser = await OpenAsync(VendorsLeader, The.Vendor);
        var answer = await browser.SendAsync(
            Register,
            await browser.GetAsync(Register),
            ("id", "991825827_haandlagd"),
            ("name", "Håndlagd"),
            ("description", "Laget for hånd."),
            ("right", The.Resource),
            ("redirects", "https://smartcloud.example/a\r\n\r\nhttps://smartcloud.example/b"),
            ("visible", "yes")
        );
        answer.Location.ShouldBe($"{Ui}/vendor?done=registered");
        (await browser.GetAsync(answer.Location!)).Text.ShouldContain("Laget for hånd.");
        var system = World.Systems.Find("991825827_haandlagd")!;
        system.Rights.ShouldBe([The.Resource]);
        system.RedirectUrls.ShouldBe(["https://smartcloud.example/a", "https://smartcloud.example/b"]);
        system.Vendor.ShouldBe(The.Vendor);
    }

    [Fact]
    public async Task Form_lists_faults_and_keeps_its_values_when_something_is_wrong()
    {
        using var browser = await OpenAsync(VendorsLeader, The.Vendor);
        var answer = await browser.SendAsync(
            Register,
            await browser.GetAsync(Register),
            ("id", The.System),
            ("name", "Enda en"),
            ("description", "d"),
            ("right", The.Resource),
            ("redirects", "javascript:alert(1)")
        );
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldContain("Id-en er i bruk.");
        answer.Text.ShouldContain("En returadresse må begynne med https://");
        answer.Html.ShouldContain("value=\"Enda en\"");
        World.Systems.Find(The.System)!.Name.Nb.ShouldBe("SmartCloud 1");
    }

    [Fact]
    public async Task Registration_is_refused_when_the_system_is_for_another_vendor()
    {
        using var browser = await OpenAsync(The.Pia, "311004174");
        var answer = await browser.SendAsync(
            Register,
            await browser.GetAsync(Register),
            ("id", "991825827_stjaalet"),
            ("name", "n"),
            ("description", "d")
        );
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        World.Systems.Find("991825827_stjaalet").ShouldBeNull();
        using var member = await OpenAsync(The.BoardMember, The.Customer);
        ShouldBeRefused(await member.GetAsync(Register), HttpStatusCode.Forbidden, "SANDBOX-00012");
    }

    [Fact]
    public async Task Scope_is_granted_and_withdrawn_when_its_provider_sends_the_form()
    {
        using var browser = await OpenAsync(ProvidersLeader, The.Provider);
        var page = await browser.GetAsync(Scopes);
        page.Text.ShouldContain("SMARTCLOUD AS (991 825 827)");
        await browser.SendAsync(Scopes, page, ("change", "grant"), ("scope", Scope), ("organization", "311 004 174"));
        World.Scopes.Find(Scope)!.Consumers.ShouldBe([The.Vendor, "311004174"]);
        await browser.SendAsync(Scopes, page, ("change", "withdraw"), ("scope", Scope), ("organization", "311004174"));
        World.Scopes.Find(Scope)!.Consumers.ShouldBe([The.Vendor]);
    }

    [Fact]
    public async Task Grant_is_refused_when_the_scope_is_another_providers()
    {
        using var browser = await OpenAsync(The.Pia, "311004174");
        ShouldBeRefused(
            await browser.SendAsync(
                Scopes,
                await browser.GetAsync(Ui + "/who"),
                ("change", "grant"),
                ("scope", Scope),
                ("organization", "311004174")
            ),
            HttpStatusCode.Forbidden,
            "SANDBOX-00012"
        );
        World.Scopes.Find(Scope)!.Consumers.ShouldBe([The.Vendor]);
    }

    [Fact]
    public async Task Resource_page_shows_the_policy_in_words()
    {
        using var browser = await OpenAsync(ProvidersLeader, The.Provider);
        var page = await browser.GetAsync(Ui + "/provider/resources/ske-krav-og-betalinger");
        page.Text.ShouldContain("Tillater read, write for den som har minst én av rollen Daglig leder");
        page.Text.ShouldContain("tilgangspakken Regnskapsfører med signeringsrettighet");
        ShouldBeRefused(
            await browser.GetAsync(Ui + "/provider/resources/none"),
            HttpStatusCode.NotFound,
            "SANDBOX-00001"
        );
    }
}
