using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class ClientPageTests : PortalTest
{
    private static readonly string Address = $"{Ui}/systemuser/clients/{The.Agent}";

    [Fact]
    public async Task All_chosen_clients_change_when_many_are_added_or_removed_at_once()
    {
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        var page = await browser.GetAsync(Address);
        page.Text.ShouldContain("Lagt til (6)");
        var more = new[] { Uuid("310763357"), Uuid("312199548"), Uuid("312199548") };
        var answer = await browser.SendAsync(Address, page, [("change", "add"), .. Fields(more)]);
        answer.Location.ShouldStartWith(Address);
        var after = await browser.GetAsync(answer.Location!);
        after.Text.ShouldContain("Klientene er lagt til.");
        after.Text.ShouldContain("Lagt til (8)");

        await browser.SendAsync(Address, page, [("change", "remove"), .. Fields(more)]);
        (await browser.GetAsync(Address)).Text.ShouldContain("Lagt til (6)");
    }

    [Fact]
    public async Task No_client_is_added_when_one_of_them_cannot_be()
    {
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        var page = await browser.GetAsync(Address);
        ShouldBeRefused(
            await browser.SendAsync(
                Address,
                page,
                [("change", "add"), .. Fields(Uuid("310763357"), Uuid(The.Stranger))]
            ),
            HttpStatusCode.BadRequest,
            "AUTH-00079"
        );
        World.Delegations.Find(ClientDelegation.KeyOf(The.Agent, "310763357")).ShouldBeNull();
    }

    [Theory]
    [InlineData("sprudlende", "SPRUDLENDE RASK ELG AS (312 714 051)")]
    [InlineData("312 714", "SPRUDLENDE RASK ELG AS (312 714 051)")]
    [InlineData("OTER", "LYDIG KVIKK OTER AS (310 763 357)")]
    public async Task Clients_are_found_when_searched_by_name_or_number(string search, string found)
    {
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        var page = await browser.GetAsync($"{Address}?q={Uri.EscapeDataString(search)}");
        page.Text.ShouldContain(found);
        page.Text.ShouldNotContain("EKSAKT MODIG GAUPE AS");
    }

    [Fact]
    public async Task Page_says_so_at_the_top_when_no_client_is_chosen()
    {
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        var answer = await browser.SendAsync(Address, await browser.GetAsync(Address), ("change", "add"));
        (await browser.GetAsync(answer.Location!)).Text.ShouldContain("Velg minst én klient.");
    }

    [Theory]
    [InlineData("17856914577", The.Accountant, HttpStatusCode.Forbidden, "SANDBOX-00012")]
    [InlineData(The.Pia, "311004174", HttpStatusCode.Forbidden, "SANDBOX-00012")]
    public async Task Change_is_refused_when_the_visitor_is_not_a_client_administrator(
        string pid,
        string organization,
        HttpStatusCode status,
        string code
    )
    {
        using var browser = await OpenAsync(pid, organization);
        ShouldBeRefused(await browser.GetAsync(Address), status, code);
        ShouldBeRefused(
            await browser.SendAsync(
                Address,
                await browser.GetAsync(Ui + "/who"),
                [("change", "remove"), .. Fields(Uuid(The.Client))]
            ),
            status,
            code
        );
        World.Delegations.Where(By.DelegationAgent, $"{The.Agent}").Count().ShouldBe(6);
    }

    [Theory]
    [InlineData("change", "delete everything")]
    [InlineData("change", "")]
    public async Task Change_is_refused_when_the_form_names_none(string name, string value)
    {
        using var browser = await OpenAsync(The.ClientAdministrator, The.Accountant);
        ShouldBeRefused(
            await browser.SendAsync(
                Address,
                await browser.GetAsync(Address),
                [(name, value), .. Fields(Uuid(The.Client))]
            ),
            HttpStatusCode.BadRequest,
            "PORTAL-00003"
        );
    }

    private Guid Uuid(string number) => World.Organizations.Find(number)!.PartyUuid;

    private static IEnumerable<(string, string)> Fields(params Guid[] clients) =>
        clients.Select(client => ("client", client.ToString()));
}
