using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Access;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Authentication;

public sealed class SystemEndpointTests : VendorTest
{
    private const string New = "991825827_new";
    private const string Path = Register + "/" + New;
    private const string Ordinary = "urn:altinn:accesspackage:skattegrunnlag";

    [Fact]
    public async Task System_is_shown_when_it_has_been_registered()
    {
        var body = NewSystem();
        body["accessPackages"] = Packages(Ordinary);

        var answer = await PostAsync(Register, body);

        answer.GetString().ShouldBe(World.Systems.Find(New)!.InternalId.ToString());
        ShouldBeJson(
            await GetAsync(Path),
            """
            {
              "id": "991825827_new",
              "vendor": { "ID": "0192:991825827" },
              "name": { "nb": "Ny", "en": "New", "nn": "Ny" },
              "description": { "nb": "Ny", "en": "New", "nn": "Ny" },
              "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
              "accessPackages": [{ "urn": "urn:altinn:accesspackage:skattegrunnlag" }],
              "isDeleted": false,
              "clientId": ["6a3c1f5e-2222-4444-8888-111111111111"],
              "isVisible": true,
              "allowedRedirectUrls": ["https://new.example/receipt"]
            }
            """
        );
    }

    [Fact]
    public async Task Deleted_systems_are_left_out_when_a_vendor_lists_its_systems()
    {
        await PostAsync(Register, NewSystem());
        (await IdsAsync()).ShouldBe([New, The.AgentSystem, The.System, "991825827_smartregnskap"]);

        await DeleteAsync(Path);
        (await IdsAsync()).ShouldBe([The.AgentSystem, The.System, "991825827_smartregnskap"]);
        (await GetAsync(Path)).GetProperty("isDeleted").GetBoolean().ShouldBeTrue();

        async Task<IEnumerable<string?>> IdsAsync() =>
            (await GetAsync(Register)).EnumerateArray().Select(system => system.GetProperty("systemId").GetString());
    }

    [Fact]
    public async Task System_is_registered_when_the_JSON_has_other_casing_or_unknown_members()
    {
        var (status, answer) = await SendAsync(
            HttpMethod.Post,
            Register,
            Token,
            """
            {
              "ID": " 991825827_new ", "Vendor": { "id": "0192:991825827", "Authority": 5 }, "NAME": { "NB": "Ny", "se": "?" },
              "Description": {}, "IsVisible": false, "clientid": [" client "], "internalId": "x", "rights": null
            }
            """
        );

        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        var system = World.Systems.Find(New)!;
        system.ClientIds.ShouldBe(["client"]);
        system.Name.Nb.ShouldBe("Ny");
        system.IsVisible.ShouldBeFalse();
    }

    [Theory]
    [InlineData("// as a guide might print it\n")]
    [InlineData("/* as a guide might print it */")]
    [InlineData(",")]
    public async Task Registration_is_refused_when_the_JSON_has_comments_or_trailing_commas(string text)
    {
        var body = NewSystem().ToJsonString();

        var (status, _) = await SendAsync(HttpMethod.Post, Register, Token, body.Insert(body.Length - 1, text));

        status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task System_is_visible_when_the_registration_does_not_say()
    {
        var body = NewSystem();
        body.Remove("isVisible");

        await PostAsync(Register, body);

        World.Systems.Find(New)!.IsVisible.ShouldBeTrue();
    }

    [Theory]
    [InlineData("9908:991825827", "AUTH.VLD-00000")]
    [InlineData("991825827", "AUTH.VLD-00000")]
    public async Task Registration_is_refused_when_the_vendor_is_not_an_ISO_6523_identifier(string vendor, string code)
    {
        var body = NewSystem();
        body["vendor"]!["ID"] = vendor;

        var problem = await RefusedAsync(body);

        Faults(problem).ShouldBe([code]);
        problem
            .GetProperty("validationErrors")[0]
            .GetProperty("paths")[0]
            .GetString()
            .ShouldBe("/registersystemrequest/vendor/id");
    }

    [Theory]
    [InlineData("", "AUTH.VLD-00001")]
    [InlineData("991825827-new", "AUTH.VLD-00001")]
    [InlineData("974761076_new", "AUTH.VLD-00001")]
    [InlineData("new", "AUTH.VLD-00001")]
    [InlineData(The.System, "AUTH.VLD-00002")]
    [InlineData("991825827_a b", "AUTH.VLD-00013")]
    [InlineData("991825827_a\nb", "AUTH.VLD-00013")]
    public async Task Registration_is_refused_when_the_id_is_wrong(string id, string code) =>
        Faults(await RefusedAsync(NewSystem(id))).ShouldBe([code]);

    [Theory]
    [InlineData("allowedRedirectUrls", """["http://new.example/receipt"]""", "AUTH.VLD-00005")]
    [InlineData("allowedRedirectUrls", """["/receipt"]""", "AUTH.VLD-00005")]
    [InlineData("allowedRedirectUrls", """["javascript:alert(1)"]""", "AUTH.VLD-00005")]
    [InlineData("allowedRedirectUrls", """["https://user@new.example/receipt"]""", "AUTH.VLD-00005")]
    [InlineData("allowedRedirectUrls", """["https://new.example", null]""", "AUTH.VLD-00005")]
    [InlineData("clientId", """["e3b0a7d4-5c1f-4f6e-9a2d-1b7c4e8f0a55"]""", "AUTH.VLD-00004")]
    [InlineData("clientId", """["a", "A"]""", "AUTH.VLD-00011")]
    [InlineData(
        "rights",
        """[{ "resource": [{ "id": "urn:altinn:resource", "value": "no-such" }] }]""",
        "AUTH.VLD-00003"
    )]
    [InlineData("rights", """[{ "resource": [{ "id": "urn:altinn:resource" }] }]""", "AUTH.VLD-00003")]
    [InlineData("rights", """[{ "resource": [{ "id": "urn:altinn:app", "value": "x" }] }]""", "AUTH.VLD-00009")]
    [InlineData("rights", """[{ "resource": [{ "value": "ske-krav-og-betalinger" }] }]""", "AUTH.VLD-00009")]
    [InlineData("rights", """[{ "resource": [] }]""", "AUTH.VLD-00009")]
    [InlineData("rights", """[null]""", "AUTH.VLD-00009")]
    [InlineData(
        "rights",
        """[{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }, { "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }]""",
        "AUTH.VLD-00006"
    )]
    [InlineData("accessPackages", """[{ "urn": "urn:altinn:accesspackage:no-such" }]""", "AUTH.VLD-00008")]
    [InlineData("accessPackages", """[{ "urn": "skattegrunnlag" }]""", "AUTH.VLD-00008")]
    [InlineData("accessPackages", """[{ "urn": null }]""", "AUTH.VLD-00008")]
    [InlineData("accessPackages", """[{ "urn": "urn:altinn:accesspackage:hovedadministrator" }]""", "AUTH.VLD-00008")]
    [InlineData(
        "accessPackages",
        """[{ "urn": "urn:altinn:accesspackage:skattegrunnlag" }, { "urn": "urn:altinn:accesspackage:skattegrunnlag" }]""",
        "AUTH.VLD-00007"
    )]
    [InlineData("accessPackages", """[{ "urn": "urn:altinn:accesspackage:regnskapsforer-lonn" }]""", "AUTH.VLD-00018")]
    public async Task Registration_is_refused_when_a_value_is_not_allowed(string member, string value, string code)
    {
        var body = NewSystem();
        body[member] = JsonNode.Parse(value);
        Faults(await RefusedAsync(body)).ShouldBe([code]);

        await PostAsync(Register, NewSystem());
        Faults(await PutAsync(Path, body, HttpStatusCode.BadRequest)).ShouldBe([code]);
    }

    [Theory]
    [InlineData("MaskinportenSchema")]
    [InlineData("Consent")]
    [InlineData("Altinn2Service")]
    public async Task Registration_is_refused_when_a_resource_is_of_a_type_that_cannot_be_delegated(string type)
    {
        Change(draft => draft.Put(World.Resources.Find(The.Resource)! with { ResourceType = type }));

        Faults(await RefusedAsync(NewSystem())).ShouldBe(["AUTH.VLD-00017"]);
    }

    [Fact]
    public async Task All_faults_are_listed_when_a_registration_has_several()
    {
        var body = NewSystem("974761076 x");
        body["rights"] = Rights("no-such", "no-such");
        body["allowedRedirectUrls"] = new JsonArray("x");

        Faults(await RefusedAsync(body))
            .ShouldBe(["AUTH.VLD-00013", "AUTH.VLD-00001", "AUTH.VLD-00005", "AUTH.VLD-00003", "AUTH.VLD-00006"]);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    [InlineData("description")]
    public async Task Registration_is_refused_when_a_required_member_is_missing(string member)
    {
        var body = NewSystem();
        body.Remove(member);

        Code(await RefusedAsync(body)).ShouldBe("SANDBOX-00005");
    }

    [Fact]
    public async Task Http_redirect_URL_is_accepted_when_it_is_on_the_machine_itself()
    {
        var body = NewSystem();
        body["allowedRedirectUrls"] = new JsonArray("http://localhost:5070/receipt", "http://127.0.0.1/receipt");

        await PostAsync(Register, body);
    }

    [Fact]
    public async Task System_is_hidden_when_it_has_client_packages_alone()
    {
        var body = NewSystem();
        body["rights"] = new JsonArray();
        body["accessPackages"] = Packages("urn:altinn:accesspackage:regnskapsforer-lonn");

        await PostAsync(Register, body);

        World.Systems.Find(New)!.IsVisible.ShouldBeFalse();
    }

    [Fact]
    public async Task System_is_replaced_when_it_is_updated()
    {
        await PostAsync(Register, NewSystem());
        var internalId = World.Systems.Find(New)!.InternalId;
        var body = NewSystem();
        body["name"] = new JsonObject { ["nb"] = "Nyere" };
        body["rights"] = Rights("ske-innrapportering-boligselskap");
        body["clientId"] = new JsonArray("6a3c1f5e-2222-4444-8888-111111111111", "another");

        (await PutAsync(Path, body)).ToString().ShouldBe("""{"succeeded":true}""");

        var system = World.Systems.Find(New)!;
        system.InternalId.ShouldBe(internalId);
        system.Name.ShouldBe(new LanguageTexts("Nyere"));
        system.Rights.ShouldBe(["ske-innrapportering-boligselskap"]);
        system.ClientIds.Length.ShouldBe(2);
        system.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Rights_and_packages_are_replaced_when_they_are_updated()
    {
        await PostAsync(Register, NewSystem());

        await PutAsync($"{Path}/rights", Rights("ske-innrapportering-boligselskap"));
        await PutAsync($"{Path}/accesspackages", Packages(Ordinary));

        var system = World.Systems.Find(New)!;
        system.Rights.ShouldBe(["ske-innrapportering-boligselskap"]);
        system.AccessPackages.ShouldBe([Ordinary]);
        system.Version.ShouldBe(2);
        Faults(await PutAsync($"{Path}/rights", Rights("no-such"), HttpStatusCode.BadRequest))
            .ShouldBe(["AUTH.VLD-00003"]);
        Faults(await PutAsync($"{Path}/accesspackages", Packages(Ordinary, Ordinary), HttpStatusCode.BadRequest))
            .ShouldBe(["AUTH.VLD-00007"]);
        Faults(await PutAsync($"{Path}/accesspackages", Packages(The.AgentPackage), HttpStatusCode.BadRequest))
            .ShouldBe(["AUTH.VLD-00018"]);
        World.Systems.Find(New)!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Change_log_grows_when_a_system_changes()
    {
        await PostAsync(Register, NewSystem());
        Clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync($"{Path}/rights", Rights("ske-innrapportering-boligselskap"));
        await PutAsync($"{Path}/accesspackages", Packages(Ordinary));
        await PutAsync(Path, NewSystem());
        await DeleteAsync(Path);

        var log = (await GetAsync($"{Path}/changelog")).EnumerateArray().ToList();

        log.Select(entry => entry.GetProperty("changeType").GetString())
            .ShouldBe(["delete", "update", "accesspackageupdate", "rightsupdate", "create"]);
        log.ShouldAllBe(entry => entry.GetProperty("changedByOrgNumber").GetString() == The.Vendor);
        log.ShouldAllBe(entry =>
            entry.GetProperty("systemInternalId").GetGuid() == World.Systems.Find(New)!.InternalId
        );
        log[3].GetProperty("created").GetDateTimeOffset().ShouldBe(Clock.GetUtcNow());
        log[3]
            .GetProperty("changedData")
            .ToString()
            .ShouldBe("""[{"resource":[{"id":"urn:altinn:resource","value":"ske-innrapportering-boligselskap"}]}]""");
        log[4].GetProperty("changedData").GetProperty("id").GetString().ShouldBe(New);
    }

    [Fact]
    public async Task Update_is_refused_when_the_body_names_another_id_or_vendor()
    {
        await PostAsync(Register, NewSystem());

        Faults(await PutAsync(Path, NewSystem("991825827_other"), HttpStatusCode.BadRequest))
            .ShouldBe(["AUTH.VLD-00012"]);
        Code(await PutAsync(Path, NewSystem(vendor: The.Provider), HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00303");
    }

    [Fact]
    public async Task Deleted_system_is_unchangeable_and_frees_its_clients_but_not_its_id()
    {
        await PostAsync(Register, NewSystem());
        await DeleteAsync(Path);

        Code(await PutAsync(Path, NewSystem(), HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00302");
        Code(await PutAsync($"{Path}/rights", Rights(), HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00302");
        Code(await DeleteAsync(Path, HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00304");
        Faults(await RefusedAsync(NewSystem())).ShouldBe(["AUTH.VLD-00002"]);
        await PostAsync(Register, NewSystem("991825827_newer"));
    }

    [Fact]
    public async Task Call_is_refused_when_the_system_is_another_vendors()
    {
        await PostAsync(Register, NewSystem());
        var other = await TokenOfAsync(The.Stranger);
        var before = World;

        Code(await PostAsync(Register, NewSystem("991825827_x"), HttpStatusCode.Forbidden, other))
            .ShouldBe("SANDBOX-00301");
        await GetAsync(Path, HttpStatusCode.Forbidden, other);
        await PutAsync(Path, NewSystem(), HttpStatusCode.Forbidden, other);
        await PutAsync($"{Path}/rights", Rights(), HttpStatusCode.Forbidden, other);
        await PutAsync($"{Path}/accesspackages", Packages(), HttpStatusCode.Forbidden, other);
        await DeleteAsync(Path, HttpStatusCode.Forbidden, other);
        await GetAsync($"{Path}/changelog", HttpStatusCode.Forbidden, other);
        (await GetAsync(Register, token: other)).GetArrayLength().ShouldBe(0);
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Answer_is_404_when_the_system_is_unknown()
    {
        foreach (var path in new[] { $"{Register}/no_such", $"{Register}/no_such/changelog" })
        {
            Code(await GetAsync(path, HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00303");
        }

        Code(await PutAsync($"{Register}/no_such", NewSystem(), HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00303");
        Code(await PutAsync($"{Register}/no_such/rights", Rights(), HttpStatusCode.NotFound)).ShouldBe("SANDBOX-00303");
        Code(await DeleteAsync($"{Register}/no_such", HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00303");
    }

    [Fact]
    public async Task One_registration_succeeds_when_two_come_at_once()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => SendAsync(HttpMethod.Post, Register, Token, NewSystem().ToJsonString()))
        );

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.BadRequest).ShouldBe(7);
        World.SystemChanges.Count.ShouldBe(1);
    }

    private async Task<JsonElement> RefusedAsync(JsonObject body)
    {
        var before = World;
        var problem = await PostAsync(Register, body, HttpStatusCode.BadRequest);
        World.ShouldBeSameAs(before);
        return problem;
    }
}
