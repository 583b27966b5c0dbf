using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Portal;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Internal.Shelves;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;
using SystemUser.Sandbox.World.Internal.Seed;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class WorldPageTests : WorkbenchTest
{
    private const string NewOrganization =
        """{"number":"310000001","name":"NY AS","form":"AS","partyUuid":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","partyId":65000001}""";

    [Fact]
    public async Task Row_is_made_changed_and_removed()
    {
        var made = await ChangeAsync("organizations", NewOrganization);
        made.Location.ShouldBe("/workbench/world/organizations/row?key=310000001&done=saved");
        World.Organizations.Find("310000001")!.Name.ShouldBe("NY AS");

        await ChangeAsync("organizations", NewOrganization.Replace("NY AS", "NYERE AS"));
        World.Organizations.Find("310000001")!.Name.ShouldBe("NYERE AS");
        (await GetAsync("/world/organizations?q=nyere")).Text.ShouldContain("NYERE AS");

        await SendAsync(
            "/world/organizations/row?key=310000001",
            "/world/organizations/row",
            ("change", "remove"),
            ("key", "310000001")
        );
        World.Organizations.Find("310000001").ShouldBeNull();
    }

    [Theory]
    [InlineData("organizations", "{}", "missing required")]
    [InlineData("organizations", """{"number":"1","name":"X","form":"AS"}""", "not nine digits")]
    [InlineData("organizations", """{"number":"310000001","nam":"X","form":"AS"}""", "nam")]
    [InlineData("system-users", "null", "There is no row.")]
    [InlineData(
        "system-users",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","kind":"Standard","systemId":"none","owner":"310904473","externalRef":"x"}""",
        "There is no system"
    )]
    [InlineData(
        "clients",
        """{"clientId":"x","organization":"991825827","keys":[{"keyId":"k","jwk":"{\"d\":\"x\"}"}]}""",
        "private half"
    )]
    [InlineData(
        "packages",
        """{"urn":"urn:altinn:accesspackage:x","id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","area":"nonsense","name":"X","description":"X"}""",
        "There is no area 'nonsense'."
    )]
    [InlineData(
        "resources",
        """{"id":"a-resource","owner":"974761076","title":{"nb":"A"},"resourceType":"GenericAccessResource","document":"{\"identifier\":\"a-resource\",\"title\":{\"nb\":\"A\"},\"hasCompetentAuthority\":{\"organization\":\"974761076\"},\"status\":\"x\",\"status\":\"y\"}"}""",
        "each member once"
    )]
    [InlineData("scopes", """{"name":"a:b","owner":"999999999"}""", "There is no organization 999999999.")]
    [InlineData(
        "scopes",
        """{"name":"a:b","owner":"974761076","consumers":["999999999"]}""",
        "There is no organization 999999999."
    )]
    [InlineData(
        "scope-delegations",
        """{"scope":"a:b","consumer":"310904473","supplier":"991825827"}""",
        "There is no scope 'a:b'."
    )]
    [InlineData(
        "scope-delegations",
        """{"scope":"skatteetaten:kravogbetalinger","consumer":"999999999","supplier":"991825827"}""",
        "There is no organization 999999999."
    )]
    [InlineData(
        "scope-delegations",
        """{"scope":"skatteetaten:kravogbetalinger","consumer":"310904473","supplier":"999999999"}""",
        "There is no organization 999999999."
    )]
    [InlineData(
        "access-lists",
        """{"orgCode":"none","identifier":"a","name":"A"}""",
        "There is no organization with the orgCode 'none'."
    )]
    [InlineData(
        "access-lists",
        """{"orgCode":"skd","identifier":"a","name":"A","members":["999999999"]}""",
        "There is no organization 999999999."
    )]
    [InlineData(
        "access-lists",
        """{"orgCode":"skd","identifier":"a","name":"A","connections":[{"resourceId":"none","actionFilters":[]}]}""",
        "There is no resource 'none'."
    )]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"999999999","receiver":"991825827","resources":[],"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}""",
        "There is no person or organization 999999999."
    )]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"310904473","receiver":"999999999","resources":[],"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}""",
        "There is no organization 999999999."
    )]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"310904473","receiver":"991825827","resources":["none"],"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}""",
        "There is no resource 'none'."
    )]
    [InlineData("clients", """{"clientId":"x","organization":"999999999"}""", "There is no organization 999999999.")]
    [InlineData(
        "clients",
        """{"clientId":"x","organization":"991825827","scopes":["a:b"]}""",
        "There is no scope 'a:b'."
    )]
    [InlineData(
        "access-lists",
        """{"orgCode":"skd","identifier":"a","name":"A","connections":[null]}""",
        "There is a null in the row"
    )]
    [InlineData(
        "clients",
        """{"clientId":"x","organization":"991825827","keys":[null]}""",
        "There is a null in the row"
    )]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"310904473","receiver":"991825827","resources":null,"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}""",
        "There is a null in the row"
    )]
    public async Task Row_is_refused_with_what_is_wrong_and_stays_in_the_form(string table, string json, string fault)
    {
        var page = await ChangeAsync(table, json);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain(fault);
        page.Text.ShouldContain(json);
        (await GetAsync($"/world/{table}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("organizations", The.Accountant, "System users, 7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31")]
    [InlineData("resources", The.Resource, "System users, 33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData("systems", The.System, "System users, 33a0911a-5459-456f-bc57-3d37ef9a016c")]
    [InlineData(
        "system-users",
        "7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31",
        "'7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31' is no agent system user."
    )]
    public async Task Row_is_not_removed_while_others_refer_to_it(string table, string key, string referring)
    {
        var page = await RemoveAsync(table, key);

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("Another row refers to this one. Change or remove that first.");
        page.Text.ShouldContain(referring);
        WorldShelves.Find(table)!.Json(World, key).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("scopes", """{"name":"a:b","owner":"310000001"}""")]
    [InlineData("scopes", """{"name":"a:b","owner":"974761076","consumers":["310000001"]}""")]
    [InlineData(
        "scope-delegations",
        """{"scope":"skatteetaten:kravogbetalinger","consumer":"310000001","supplier":"991825827"}"""
    )]
    [InlineData(
        "scope-delegations",
        """{"scope":"skatteetaten:kravogbetalinger","consumer":"310904473","supplier":"310000001"}"""
    )]
    [InlineData("access-lists", """{"orgCode":"ny","identifier":"a","name":"A"}""")]
    [InlineData("access-lists", """{"orgCode":"skd","identifier":"a","name":"A","members":["310000001"]}""")]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"310000001","receiver":"991825827","resources":[],"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}"""
    )]
    [InlineData(
        "consents",
        """{"id":"5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f","giver":"310904473","receiver":"310000001","resources":[],"consented":"2026-01-05T08:00:00Z","validTo":"2026-01-05T08:00:00Z"}"""
    )]
    [InlineData("clients", """{"clientId":"x","organization":"310000001"}""")]
    public async Task Organization_is_not_removed_while_a_row_names_it_and_is_after_that(string table, string json)
    {
        await ChangeAsync("organizations", NewOrganization.Replace("{", """{"orgCode":"ny","""));
        (await ChangeAsync(table, json)).Status.ShouldBe(HttpStatusCode.SeeOther);

        var page = await RemoveAsync("organizations", "310000001");
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain(WorldShelves.Find(table)!.Title);

        var row = WorldShelves.Find(table)!.Find(World, "", 0, 100).Single(IsNew).Key;
        (await RemoveAsync(table, row)).Status.ShouldBe(HttpStatusCode.SeeOther);
        (await RemoveAsync("organizations", "310000001")).Status.ShouldBe(HttpStatusCode.SeeOther);

        static bool IsNew(ShelfRow row) =>
            row.Key is "a:b" or "ny/a" or "skd/a" or "x" or "5b0b3bd9-5b8e-4c29-9a8b-0a1b2c3d4e5f"
            || row.Key.Contains("310000001", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clients", """{"clientId":"x","organization":"991825827","scopes":["a:b"]}""")]
    [InlineData("scope-delegations", """{"scope":"a:b","consumer":"310904473","supplier":"991825827"}""")]
    public async Task Scope_is_not_removed_while_a_row_names_it(string table, string json)
    {
        await ChangeAsync("scopes", """{"name":"a:b","owner":"974761076"}""");
        await ChangeAsync(table, json);

        var page = await RemoveAsync("scopes", "a:b");

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("There is no scope 'a:b'.");
        World.Scopes.Find("a:b").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("clients", """{"clientId":"x","organization":"0009:FR12345678901"}""")]
    [InlineData("scopes", """{"name":"a:b","owner":"974761076","consumers":["0009:FR12345678901"]}""")]
    public async Task Foreign_organization_may_be_named_without_being_there(string table, string json) =>
        (await ChangeAsync(table, json)).Status.ShouldBe(HttpStatusCode.SeeOther);

    [Fact]
    public void Rows_that_the_sandbox_begins_with_have_no_faults() =>
        WorldShelves.All.SelectMany(shelf => shelf.Faults(World)).ShouldBeEmpty();

    [Fact]
    public async Task Request_is_shown_as_the_vendor_sees_it()
    {
        var request = PutRequest();

        var page = await GetAsync($"/world/requests/row?key={request.Id}");

        page.Text.ShouldContain("As the vendor sees it");
        page.Text.ShouldContain("confirmUrl");
    }

    [Fact]
    public async Task Same_world_comes_of_what_was_exported()
    {
        PutRequest();
        Change(draft => draft.Put(World.Delegations.All.First() with { Rights = [The.Resource], AccessPackages = [] }));
        Change(draft => draft.Put(InstanceDelegation()));
        var before = SeedWriter.Write(World);
        var export = await Host.Http.GetStringAsync("/workbench/world/export", Cancelled);
        await SendAsync("/world", "/world/reset", ("to", "cast"));
        World.SystemUsers.Count.ShouldBe(0);
        World.InstanceDelegations.Count.ShouldBe(0);

        var page = await SendAsync("/world", "/world/import", ("json", export));

        page.Location.ShouldBe("/workbench/world?done=imported");
        SeedWriter.Write(World).ShouldBe(before);
        World
            .InstanceDelegations.All.ShouldHaveSingleItem()
            .Rights.ShouldHaveSingleItem()
            .Action.Value.ShouldBe("read");
        (await AskAsync(The.SystemUser, The.Customer)).GetProperty("decision").GetString().ShouldBe("Permit");
    }

    [Fact]
    public async Task Seed_is_taken_as_a_file_too()
    {
        var export = await Host.Http.GetStringAsync("/workbench/world/export", Cancelled);
        using var browser = Open();
        var page = await browser.GetAsync("/workbench/world");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.FormToken), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(export)), "file", "world.json" },
        };

        (await browser.PostAsync("/workbench/world/import", form)).Location.ShouldBe("/workbench/world?done=imported");
    }

    [Fact]
    public async Task World_stays_when_a_seed_has_faults_and_they_are_all_told()
    {
        var page = await SendAsync(
            "/world",
            "/world/import",
            (
                "json",
                """{"organizations":[{"number":"1","name":"X","form":"AS"}],"clients":[{"facilitator":"2","kind":"Accountant","clients":[]}]}"""
            )
        );

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain("'1' is not nine digits");
        page.Text.ShouldContain("there is no organization '2'");
        World.Organizations.Find(The.Customer).ShouldNotBeNull();
    }

    [Fact]
    public async Task Policy_is_tried_without_being_saved_and_then_saved()
    {
        var xml = World.Policies.Find(The.Resource)!.Xml;
        var without = xml.Replace("regnskapsforer-med-signeringsrettighet", "posttjenester");
        var path = $"/policies/{The.Resource}";

        var tried = await SendAsync(
            path,
            path,
            ("xml", without),
            ("change", "try"),
            ("systemUser", The.Agent.ToString()),
            ("action", "read"),
            ("party", The.Client)
        );
        tried.Text.ShouldContain("It has not been saved.");
        tried.Text.ShouldContain("NotApplicable");
        World.Policies.Find(The.Resource)!.Xml.ShouldBe(xml);

        (await SendAsync(path, path, ("xml", without), ("change", "save"))).Location.ShouldBe(
            $"/workbench/policies/{The.Resource}?done=saved"
        );
        (await AskAsync(The.Agent, The.Client)).GetProperty("decision").GetString().ShouldBe("NotApplicable");

        var broken = await SendAsync(path, path, ("xml", "<Policy"), ("change", "save"));
        broken.Status.ShouldBe(HttpStatusCode.BadRequest);
        World.Policies.Find(The.Resource)!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Policy_is_not_said_to_be_saved_when_it_cannot_be_kept()
    {
        using var folder = new TestFolder();
        await using var host = await WorldHost.StartAsync(new WorldOptions { StateFolder = folder.Path }, Clock);
        using var browser = new PortalBrowser(host.Http.BaseAddress!);
        var policy = host.Store.Current.Policies.Find(The.Resource)!;
        var path = $"{Root}/policies/{The.Resource}";
        var form = await browser.GetAsync(path);
        Directory.CreateDirectory(folder.File("world.json.new"));

        var page = await browser.SendAsync(path, form, ("xml", policy.Xml), ("change", "save"));

        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Text.ShouldContain(SandboxProblems.StorageFailed.Text);
        page.Text.ShouldContain("urn:altinn:obligation1-assignment1");
        host.Store.Current.Policies.Find(The.Resource).ShouldBeSameAs(policy);
    }

    [Fact]
    public async Task Instances_that_were_given_are_shown_and_changed()
    {
        var delegation = InstanceDelegation();
        Change(draft => draft.Put(delegation));

        var shelf = await GetAsync("/world/instance-delegations?q=rettvis");
        shelf.Text.ShouldContain("TILFELDIG SUBTIL APE");
        shelf.Text.ShouldContain(delegation.Instance);

        var json = WorldShelves.Find("instance-delegations")!.Json(World, ((IWorldRow)delegation).Key)!;
        (await ChangeAsync("instance-delegations", json)).Status.ShouldBe(HttpStatusCode.SeeOther);
        foreach (
            var (right, wrong, fault) in new[]
            {
                (The.Customer, "999999999", "There is no organization 999999999."),
                (delegation.Receiver.ToString(), Guid.Empty.ToString(), "There is no person, organization"),
                (The.Resource, "none", "There is no resource 'none'."),
                ("\"value\": \"read\"", "", "A right must have resource and action"),
            }
        )
        {
            (await ChangeAsync("instance-delegations", json.Replace(right, wrong))).Text.ShouldContain(fault);
        }
    }

    private InstanceDelegation InstanceDelegation() =>
        new()
        {
            Giver = The.Customer,
            Receiver = World.Persons.Find(The.BoardMember)!.PartyUuid,
            ResourceId = The.Resource,
            Instance = "urn:altinn:dialog-id:1",
            Rights =
            [
                new ResourceRight(
                    [new PolicyAttribute("urn:altinn:resource", The.Resource)],
                    new PolicyAttribute("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")
                ),
            ],
        };

    private Task<PortalPage> RemoveAsync(string table, string key) =>
        SendAsync(
            $"/world/{table}/row?key={Uri.EscapeDataString(key)}",
            $"/world/{table}/row",
            ("change", "remove"),
            ("key", key)
        );

    private Task<PortalPage> ChangeAsync(string table, string json) =>
        SendAsync($"/world/{table}/new", $"/world/{table}/row", ("change", "save"), ("json", json));
}
