using SystemUser.Sandbox.Tests.Authorization;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Tests.World;

public sealed class WorldSeedTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Embedded_seed_holds_both_casts()
    {
        var world = WorldSeed.Embedded().Story;

        world.Organizations.Find("310904473").ShouldNotBeNull().Name.ShouldBe("TILFELDIG SUBTIL APE");
        world.Relations.Where(By.RelationFacilitator, "314250052").Count().ShouldBe(12);
        world.Relations.Where(By.RelationFacilitator, "314250052").ShouldContain(row => row.Client == "312714051");
        world
            .Relations.Where(By.RelationClient, "311004174")
            .Select(row => (row.Facilitator, row.Kind))
            .ShouldBe([("311815237", ClientRelationKind.Accountant), ("312577887", ClientRelationKind.Auditor)]);
        foreach (var resource in world.Resources.All)
        {
            world.Policies.Find(resource.Id).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Cast_holds_no_systems_and_no_system_users()
    {
        var seed = WorldSeed.Embedded();
        seed.Cast.Systems.Count.ShouldBe(0);
        seed.Cast.SystemUsers.Count.ShouldBe(0);
        seed.Cast.Organizations.Count.ShouldBe(seed.Story.Organizations.Count);
    }

    [Fact]
    public void Parties_have_the_same_ids_when_the_seed_is_read_again()
    {
        var first = WorldSeed.Embedded().Story;
        var second = WorldSeed.Embedded().Story;
        foreach (var organization in first.Organizations.All)
        {
            second.Organizations.Find(organization.Number).ShouldBe(organization);
        }

        first.Organizations.All.Select(row => row.PartyId).ShouldBeUnique();
        first.Organizations.All.Select(row => row.PartyUuid).ShouldBeUnique();
    }

    [Fact]
    public void Every_organization_number_of_the_seed_passes_its_check_digit()
    {
        foreach (var organization in WorldSeed.Embedded().Story.Organizations.All)
        {
            int[] weights = [3, 2, 7, 6, 5, 4, 3, 2];
            var sum = weights.Zip(organization.Number, (weight, digit) => weight * (digit - '0')).Sum();
            ((11 - (sum % 11)) % 11).ShouldBe(organization.Number[8] - '0', organization.Number);
        }
    }

    [Fact]
    public void All_faults_are_listed_when_a_seed_file_has_several()
    {
        File.WriteAllText(
            _folder.File("mine.json"),
            """
            {
              "organizations": [
                { "number": "12345", "name": "SHORT", "form": "AS" }, { "number": "12345", "name": "TWICE", "form": "AS" }
              ],
              "persons": [{ "pid": "12876921497", "name": "A", "roles": { "999999999": ["DAGL"] } }],
              "systemUsers": [{ "id": "33a0911a-5459-456f-bc57-3d37ef9a016c", "kind": "Standard", "systemId": "x", "owner": "12345", "externalRef": "r", "rights": ["nothing"] }],
              "instanceDelegations": [{ "giver": "12345", "receiver": "33a0911a-5459-456f-bc57-3d37ef9a016c", "resourceId": "nothing", "instance": "urn:altinn:dialog-id:1", "rights": [] }]
            }
            """
        );

        var message = Should.Throw<WorldStorageException>(() => WorldSeed.FromFile(_folder.File("mine.json"))).Message;

        message.ShouldContain("organizations: '12345' is not nine digits");
        message.ShouldContain("organizations: '12345' is there twice");
        message.ShouldContain("persons: A: there is no organization '999999999'");
        message.ShouldContain("there is no resource 'nothing'");
        message.ShouldContain("there is no system 'x'");
        message.ShouldContain("instanceDelegations: urn:altinn:dialog-id:1: There is no resource 'nothing'.");
    }

    [Fact]
    public void Seed_is_refused_when_a_policy_is_about_another_resource()
    {
        File.WriteAllText(_folder.File("other.xml"), Policies.For("another-resource", "lonn"));
        File.WriteAllText(
            _folder.File("mine.json"),
            """
            {
              "organizations": [{ "number": "974761076", "name": "SKATTEETATEN", "form": "ORGL" }],
              "resources": [{ "policyFile": "other.xml", "resource": {
                  "identifier": "my-resource", "title": { "nb": "x" }, "hasCompetentAuthority": { "organization": "974761076" } } }]
            }
            """
        );
        Should
            .Throw<WorldStorageException>(() => WorldSeed.FromFile(_folder.File("mine.json")))
            .Message.ShouldContain(
                "other.xml: Rule urn:altinn:test:ruleid:1 is about another resource than my-resource"
            );
    }

    [Theory]
    [InlineData("{ \"organisations\": [] }", "organisations")]
    [InlineData("{ \"organizations\": null }", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("null", "cannot be read")]
    [InlineData("{ \"organizations\": [null] }", "There is a null in the file")]
    [InlineData(
        "{ \"persons\": [{ \"pid\": \"12876921497\", \"name\": \"A\", \"roles\": { \"1\": [null] } }] }",
        "null"
    )]
    [InlineData("", "cannot be read")]
    [InlineData("{ \"organizations\": [{ \"number\": \"310904473\" }] }", "name")]
    public void Seed_is_refused_in_words_when_it_is_not_valid(string json, string expected)
    {
        File.WriteAllText(_folder.File("mine.json"), json);
        Should
            .Throw<WorldStorageException>(() => WorldSeed.FromFile(_folder.File("mine.json")))
            .Message.ShouldContain(expected);
    }
}
