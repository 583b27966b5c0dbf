using System.Net;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Portal;

/// <summary>Altinn's own roles, given to people and taken from them.</summary>
public sealed class UserPageTests : PortalTest
{
    private const string Users = Ui + "/users";
    private const string PipeFitter = "311004174";
    private const string AccessManager = "19907930141";
    private const string Lone = The.Stranger;
    private const string ClientAdministratorAlone = "04838821389";

    [Fact]
    public async Task Daily_leader_gives_a_role_and_takes_it_back()
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);

        var page = await GiveAsync(leader, The.BoardMember, "Trapes", "ADMAI");

        page.Text.ShouldContain("Rollen er gitt.");
        page.Text.ShouldContain("Tilgangsstyrer, RETTVIS TRAPES");
        HasRole(The.BoardMember, The.Customer, "ADMAI").ShouldBeTrue();
        using var member = await OpenAsync(The.BoardMember, The.Customer);
        (await member.GetAsync($"{Ui}/systemuser/create")).Status.ShouldBe(HttpStatusCode.OK);

        page = await TakeAsync(leader, The.BoardMember, "ADMAI");

        page.Text.ShouldContain("Rollen er fjernet.");
        HasRole(The.BoardMember, The.Customer, "ADMAI").ShouldBeFalse();
        (await member.GetAsync($"{Ui}/systemuser/create")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Role_is_given_to_somebody_from_elsewhere_who_can_then_act_for_the_organization()
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);

        await GiveAsync(leader, "308085 12153", " varde ", "HADM");

        using var pia = await OpenAsync(The.Pia, The.Customer);
        (await pia.GetAsync(Users)).Text.ShouldContain("Hovedadministrator, PIA VARDE");
    }

    [Fact]
    public async Task Outcome_is_told_once_and_going_back_gives_nothing_twice()
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);
        await GiveAsync(leader, The.BoardMember, "TRAPES", "ADMAI");
        (await leader.GetAsync(Users)).Text.ShouldNotContain("Rollen er gitt.");

        await GiveAsync(leader, The.BoardMember, "TRAPES", "ADMAI");
        await TakeAsync(leader, The.BoardMember, "ADMAI");
        var page = await TakeAsync(leader, The.BoardMember, "ADMAI");

        page.Text.ShouldContain("Rollen er fjernet.");
        HasRole(The.BoardMember, The.Customer, "ADMAI").ShouldBeFalse();
    }

    [Theory]
    [InlineData("00000000000", "TRAPES", "ADMAI", "Ingen har dette fødselsnummeret og etternavnet.")]
    [InlineData(The.BoardMember, "KONSERT", "ADMAI", "Ingen har dette fødselsnummeret og etternavnet.")]
    [InlineData(The.BoardMember, "", "ADMAI", "Ingen har dette fødselsnummeret og etternavnet.")]
    [InlineData("", "", "ADMAI", "Ingen har dette fødselsnummeret og etternavnet.")]
    [InlineData(The.BoardMember, "TRAPES", "", "Velg en rolle.")]
    public async Task Form_that_names_nobody_or_nothing_is_told_on_the_page(
        string pid,
        string lastName,
        string role,
        string fault
    )
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);
        var before = World.Roles.Count;

        var page = await GiveAsync(leader, pid, lastName, role);

        page.Text.ShouldContain(fault);
        page.Text.ShouldContain("Ingenting er endret.");
        World.Roles.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("DAGL")]
    [InlineData("KLADM")] // the organization has no clients
    [InlineData("NONE")]
    public async Task Role_that_is_not_the_givers_to_give_is_refused(string role)
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);

        ShouldBeRefused(
            await ChangeAsync(
                leader,
                The.Customer,
                ("change", "give"),
                ("person", The.Pia),
                ("lastName", "VARDE"),
                ("role", role)
            ),
            HttpStatusCode.Forbidden,
            "SANDBOX-00013"
        );
    }

    [Theory]
    [InlineData("give", "HADM")]
    [InlineData("give", "KLADM")]
    [InlineData("take", "HADM")]
    public async Task Access_manager_gives_and_takes_that_role_alone(string change, string role)
    {
        Change(draft => draft.Put(Assignment(The.BoardMember, PipeFitter, "HADM")));
        using var manager = await OpenAsync(AccessManager, PipeFitter);
        (await GiveAsync(manager, The.BoardMember, "TRAPES", "ADMAI", PipeFitter)).Text.ShouldContain(
            "Rollen er gitt."
        );

        ShouldBeRefused(
            await ChangeAsync(
                manager,
                PipeFitter,
                ("change", change),
                ("person", The.BoardMember),
                ("lastName", "TRAPES"),
                ("role", role)
            ),
            HttpStatusCode.Forbidden,
            "SANDBOX-00013"
        );
        HasRole(The.BoardMember, PipeFitter, "HADM").ShouldBeTrue();
    }

    [Theory]
    [InlineData(The.BoardMember, The.Customer)]
    [InlineData(ClientAdministratorAlone, The.Accountant)]
    public async Task Whoever_may_give_nothing_is_told_who_may(string pid, string organization)
    {
        using var browser = await OpenAsync(pid, organization);

        var page = await browser.GetAsync(Users);

        page.Status.ShouldBe(HttpStatusCode.Forbidden);
        page.Text.ShouldContain("Du kan ikke gi fullmakter på vegne av");
        ShouldBeRefused(
            await ChangeAsync(
                browser,
                organization,
                ("change", "give"),
                ("person", pid),
                ("lastName", "KLIPS"),
                ("role", "HADM")
            ),
            HttpStatusCode.Forbidden,
            "SANDBOX-00012"
        );
        HasRole(pid, organization, "HADM").ShouldBeFalse();
    }

    [Fact]
    public async Task Last_main_administrator_stays()
    {
        GiveBothAlone("HADM");
        using var pia = await OpenAsync(The.Pia, Lone);
        (await TakeAsync(pia, The.BoardMember, "HADM", Lone)).Text.ShouldContain("Rollen er fjernet.");

        var page = await ChangeAsync(pia, Lone, ("change", "take"), ("person", The.Pia), ("role", "HADM"));

        ShouldBeRefused(page, HttpStatusCode.Conflict, "SANDBOX-00014");
        page.Text.ShouldContain("Gi rollen til en annen først.");
        HasRole(The.Pia, Lone, "HADM").ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_gives_the_own_role_away_is_asked_who_it_is()
    {
        Change(draft => draft.Put(Assignment(The.Pia, The.Customer, "HADM")));
        using var pia = await OpenAsync(The.Pia, The.Customer);

        await ChangeAsync(pia, The.Customer, ("change", "take"), ("person", The.Pia), ("role", "HADM"));

        (await pia.GetAsync(Users)).Location.ShouldStartWith($"{Ui}/who?returnTo=");
    }

    [Fact]
    public async Task Whoever_gives_the_own_role_away_and_has_another_is_told_so_where_it_may_still_be()
    {
        Change(draft =>
        {
            draft.Put(Assignment(The.Pia, The.Customer, "ADMAI"));
            draft.Put(Assignment(The.Pia, The.Customer, "MEDL"));
        });
        using var pia = await OpenAsync(The.Pia, The.Customer);

        var answer = await ChangeAsync(pia, The.Customer, ("change", "take"), ("person", The.Pia), ("role", "ADMAI"));

        answer.Location.ShouldBe($"{Ui}/systemuser/overview");
        (await pia.GetAsync(answer.Location!)).Text.ShouldContain("Rollen er fjernet.");
    }

    [Fact]
    public async Task Role_is_taken_where_there_never_was_a_main_administrator()
    {
        GiveBothAlone("ADMAI");
        using var pia = await OpenAsync(The.Pia, Lone);

        (await TakeAsync(pia, The.BoardMember, "ADMAI", Lone)).Text.ShouldContain("Rollen er fjernet.");
    }

    [Theory]
    [InlineData(The.Accountant)]
    [InlineData("")]
    [InlineData("none")]
    public async Task Form_about_another_organization_is_refused(string party)
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);

        ShouldBeRefused(
            await ChangeAsync(
                leader,
                party,
                ("change", "give"),
                ("person", The.Pia),
                ("lastName", "VARDE"),
                ("role", "HADM")
            ),
            HttpStatusCode.Conflict,
            "PORTAL-00007"
        );
        HasRole(The.Pia, The.Customer, "HADM").ShouldBeFalse();
    }

    [Fact]
    public async Task Forged_form_is_refused()
    {
        using var leader = await OpenAsync(The.DailyLeader, The.Customer);
        (string, string)[] fields =
        [
            ("party", The.Customer),
            ("change", "give"),
            ("person", The.Pia),
            ("lastName", "VARDE"),
            ("role", "HADM"),
        ];

        ShouldBeRefused(await leader.PostAsync(Users, fields), HttpStatusCode.BadRequest, "PORTAL-00001");
        using var stranger = await OpenAsync(The.Pia, PipeFitter);
        ShouldBeRefused(
            await leader.SendAsync(Users, await stranger.GetAsync(Users), fields),
            HttpStatusCode.BadRequest,
            "PORTAL-00001"
        );
        ShouldBeRefused(
            await ChangeAsync(leader, The.Customer, ("person", The.Pia)),
            HttpStatusCode.BadRequest,
            "PORTAL-00005"
        );
        HasRole(The.Pia, The.Customer, "HADM").ShouldBeFalse();
    }

    [Fact]
    public async Task Roles_of_the_main_unit_are_shown_in_its_unit_and_stay()
    {
        Change(draft => draft.Put(Assignment(The.BoardMember, The.Customer, "ADMAI")));
        using var leader = await OpenAsync(The.DailyLeader, The.CustomersUnit);

        (await leader.GetAsync(Users)).Text.ShouldContain("Tilgangsstyrer fra TILFELDIG SUBTIL APE");
        await TakeAsync(leader, The.BoardMember, "ADMAI", The.CustomersUnit);

        HasRole(The.BoardMember, The.Customer, "ADMAI").ShouldBeTrue();
    }

    /// <summary>Takes every role at the organization away, and gives two people one.</summary>
    private void GiveBothAlone(string role) =>
        Change(draft =>
        {
            foreach (var row in draft.State.Roles.All.Where(row => row.Organization == Lone))
            {
                draft.Remove<RoleAssignment>(((IWorldRow)row).Key);
            }

            draft.Put(Assignment(The.Pia, Lone, role));
            draft.Put(Assignment(The.BoardMember, Lone, role));
        });

    private bool HasRole(string pid, string organization, string role) =>
        World.Roles.Find(RoleAssignment.KeyOf(organization, pid, role)) is not null;

    private static RoleAssignment Assignment(string pid, string organization, string role) =>
        new()
        {
            Person = pid,
            Organization = organization,
            Role = role,
        };

    private static Task<PortalPage> GiveAsync(
        PortalBrowser browser,
        string pid,
        string lastName,
        string role,
        string party = The.Customer
    ) => FollowAsync(browser, party, ("change", "give"), ("person", pid), ("lastName", lastName), ("role", role));

    private static Task<PortalPage> TakeAsync(
        PortalBrowser browser,
        string pid,
        string role,
        string party = The.Customer
    ) => FollowAsync(browser, party, ("change", "take"), ("person", pid), ("role", role));

    /// <summary>Sends a form, and reads the page that it leads to.</summary>
    private static async Task<PortalPage> FollowAsync(
        PortalBrowser browser,
        string party,
        params (string Name, string Value)[] fields
    )
    {
        var answer = await ChangeAsync(browser, party, fields);
        answer.Status.ShouldBe(HttpStatusCode.SeeOther, answer.Text);
        answer.Location.ShouldBe(Users);
        return await browser.GetAsync(Users);
    }

    // The page of choices shows everybody a form, and so a token.
    private static async Task<PortalPage> ChangeAsync(
        PortalBrowser browser,
        string party,
        params (string Name, string Value)[] fields
    ) => await browser.SendAsync(Users, await browser.GetAsync(Ui + "/who"), [("party", party), .. fields]);
}
