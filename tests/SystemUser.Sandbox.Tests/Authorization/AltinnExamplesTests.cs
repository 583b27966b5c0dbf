using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal;

namespace SystemUser.Sandbox.Tests.Authorization;

/// <summary>
/// Altinn's own test cases for system users (Altinn/altinn-authorization-tmp, Bruno collection) with its organizations
/// and system users, from a seed file as a user would write it.
/// </summary>
public sealed class AltinnExamplesTests : WorldTest
{
    private const string ClientResource = "devtest_gar_bruno_client_resource";
    private const string ListResource = "devtest_gar_bruno_accesslist_actionfilter";
    private const string Agent = "4bfb037e-4ea2-4eac-b52f-fda063247a03";

    private readonly TestFolder _folder = new();

    public override async ValueTask InitializeAsync()
    {
        File.WriteAllText(_folder.File("client.xml"), Policies.For(ClientResource, "regnskapsforer-lonn"));
        File.WriteAllText(_folder.File("list.xml"), Policies.For(ListResource, "dagl", "urn:altinn:rolecode"));
        File.WriteAllText(_folder.File("world.json"), Seed);
        await StartAsync(new WorldOptions { SeedFile = _folder.File("world.json") });
        _folder.Dispose();
    }

    [Fact]
    public async Task Permit_when_a_client_delegated_by_package_is_named_by_party_uuid() =>
        Decision(
                await AskAsync(
                    Agent,
                    "fd4ade4c-4463-485c-a764-172d4bde3b33",
                    resource: ClientResource,
                    partyType: "urn:altinn:party:uuid"
                )
            )
            .ShouldBe("Permit");

    [Fact]
    public async Task Permit_when_a_sole_proprietor_is_delegated_by_package() =>
        Decision(
                await AskAsync(
                    Agent,
                    "c22bb8e6-f08d-48ea-bd62-423c51662458",
                    resource: ClientResource,
                    partyType: "urn:altinn:party:uuid"
                )
            )
            .ShouldBe("Permit");

    [Fact]
    public async Task NotApplicable_when_the_organization_is_not_delegated() =>
        Decision(
                await AskAsync(
                    Agent,
                    "b528fc72-ca98-4cc5-bb7e-d65988e023fe",
                    resource: ClientResource,
                    partyType: "urn:altinn:party:uuid"
                )
            )
            .ShouldBe("NotApplicable");

    [Theory]
    [InlineData("312714051", "Permit")]
    [InlineData("310329495", "Permit")]
    [InlineData("313750531", "NotApplicable")]
    public async Task Same_answer_when_the_party_is_named_by_organization_number(string party, string expected) =>
        Decision(await AskAsync(Agent, party, resource: ClientResource)).ShouldBe(expected);

    [Fact]
    public async Task Permit_when_a_member_of_the_access_list_has_the_single_right() =>
        Decision(await AskAsync("3c3abdf7-a780-43d3-b3eb-698dda63219d", "313776735", resource: ListResource))
            .ShouldBe("Permit");

    private const string Seed = $$"""
        {
          "organizations": [
            { "number": "974761076", "name": "SKATTEETATEN", "form": "ORGL", "orgCode": "skd" },
            { "number": "991825827", "name": "VENDOR", "form": "AS" },
            { "number": "314242726", "name": "ULASTELIG RETTFERDIG TIGER", "form": "AS", "isFacilitator": true },
            { "number": "312714051", "name": "CLIENT", "form": "AS", "partyUuid": "fd4ade4c-4463-485c-a764-172d4bde3b33" },
            { "number": "310329495", "name": "PROPRIETOR", "form": "ENK", "partyUuid": "c22bb8e6-f08d-48ea-bd62-423c51662458" },
            { "number": "313750531", "name": "OTHER", "form": "AS", "partyUuid": "b528fc72-ca98-4cc5-bb7e-d65988e023fe" },
            { "number": "313776735", "name": "MEMBER", "form": "AS" },
          ],
          "clients": [{ "facilitator": "314242726", "kind": "Accountant", "clients": ["312714051", "310329495"] }],
          "accessPackages": [
            { "urn": "urn:altinn:accesspackage:regnskapsforer-lonn", "name": "Lønn", "description": "", "relation": "Accountant" },
          ],
          "resources": [
            { "policyFile": "client.xml", "resource": {
                "identifier": "{{ClientResource}}", "title": { "nb": "x" }, "hasCompetentAuthority": { "organization": "974761076" } } },
            { "policyFile": "list.xml", "resource": {
                "identifier": "{{ListResource}}", "title": { "nb": "x" }, "hasCompetentAuthority": { "organization": "974761076" },
                "accessListMode": "Enabled" } },
          ],
          "accessLists": [
            { "orgCode": "skd", "identifier": "members", "name": "Members", "members": ["313776735"],
              "connections": [{ "resourceId": "{{ListResource}}", "actionFilters": ["read"] }] },
          ],
          "systems": [
            { "id": "991825827_x", "vendor": "991825827", "name": { "nb": "X" }, "rights": ["{{ListResource}}"],
              "accessPackages": ["urn:altinn:accesspackage:regnskapsforer-lonn"] },
          ],
          "systemUsers": [
            { "id": "{{Agent}}", "kind": "Agent", "systemId": "991825827_x", "owner": "314242726", "externalRef": "a",
              "accessPackages": ["urn:altinn:accesspackage:regnskapsforer-lonn"] },
            { "id": "3c3abdf7-a780-43d3-b3eb-698dda63219d", "kind": "Standard", "systemId": "991825827_x", "owner": "313776735",
              "externalRef": "b", "rights": ["{{ListResource}}"] },
          ],
          "delegations": [{ "agent": "{{Agent}}", "clients": ["312714051", "310329495"] }],
        }
        """;
}
