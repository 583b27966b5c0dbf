using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Workbench.Internal.Shelves;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;
using SystemUser.Sandbox.World.Internal.Seed;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Tests.Workbench;

/// <summary>A row that lacks a member is refused by the member's name, or is whole without it; no page stumbles over it later.</summary>
public sealed class MissingMemberTests : WorkbenchTest
{
    private const int ManyRows = 1_000;

    public static TheoryData<string> Tables => [.. WorldShelves.All.Select(shelf => shelf.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Row_without_a_member_is_refused_by_its_name_or_shown(string table)
    {
        Furnish();
        var shelf = WorldShelves.Find(table)!;
        var json = shelf.Json(World, shelf.Find(World, "", 0, 1)[0].Key)!;
        foreach (var (lacking, member) in Lacking(json))
        {
            var page = await SendAsync($"/world/{table}/new", $"/world/{table}/row", ("json", lacking));
            if (page.Status == HttpStatusCode.BadRequest)
            {
                page.Text.ShouldContain(member);
                continue;
            }

            page.Status.ShouldBe(HttpStatusCode.SeeOther, $"{member}: {page.Text}");
            (await GetAsync(page.Location!["/workbench".Length..])).Status.ShouldBe(HttpStatusCode.OK, member);
            foreach (var each in WorldShelves.All)
            {
                (await GetAsync($"/world/{each.Name}")).Status.ShouldBe(HttpStatusCode.OK, $"{member}: {each.Name}");
            }

            Host.Store.Change(draft => shelf.Put(draft, json)).Problem.ShouldBeNull();
        }
    }

    [Fact]
    public void Seed_without_a_member_is_refused_or_can_be_shown()
    {
        Furnish();
        foreach (var (lacking, member) in Lacking(SeedWriter.Write(World)))
        {
            try
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(lacking));
                var world = WorldSeed.FromStream("that was given", stream).Story;
                foreach (var shelf in WorldShelves.All)
                {
                    shelf.Find(world, "", 0, ManyRows);
                    _ = shelf.Faults(world).ToList();
                }

                SeedWriter.Write(world);
            }
            catch (WorldStorageException refused)
            {
                refused.Message.ShouldContain("that was given", customMessage: member);
            }
        }
    }

    [Theory]
    [InlineData("systems", "writtenRights", """[{"action":"read"}]""", "resources")]
    [InlineData("clients", "keys", """[{"keyId":"k"}]""", "jwk")]
    [InlineData("access-lists", "connections", """[{"resourceId":"ske-krav-og-betalinger"}]""", "actionFilters")]
    [InlineData(
        "instance-delegations",
        "rights",
        """[{"action":{"type":"urn:oasis:names:tc:xacml:1.0:action:action-id","value":"read"}}]""",
        "resource"
    )]
    [InlineData("system-users", "kind", "7", "kind")]
    public async Task Member_that_is_half_there_is_refused_by_what_it_lacks(
        string table,
        string member,
        string half,
        string lacks
    )
    {
        Furnish();
        var shelf = WorldShelves.Find(table)!;
        var row = JsonNode.Parse(shelf.Json(World, shelf.Find(World, "", 0, 1)[0].Key)!)!;
        row[member] = JsonNode.Parse(half);

        var page = await SendAsync($"/world/{table}/new", $"/world/{table}/row", ("json", row.ToJsonString()));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldContain(lacks);
    }

    /// <summary>The JSON without one of its members, for each member that it has; of a list, for those of its first item.</summary>
    private static IEnumerable<(string Json, string Member)> Lacking(string json)
    {
        var count = Members(JsonNode.Parse(json)).Count();
        for (var i = 0; i < count; i++)
        {
            var whole = JsonNode.Parse(json)!;
            var (parent, name) = Members(whole).ElementAt(i);
            parent.Remove(name);
            yield return (whole.ToJsonString(), name);
        }
    }

    private static IEnumerable<(JsonObject Parent, string Name)> Members(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Members(member.Value).Prepend((members, member.Key))),
            JsonArray items => items.Take(1).SelectMany(Members),
            _ => [],
        };

    /// <summary>Puts a row into each table that the seed has none in, or none with all its members.</summary>
    private void Furnish()
    {
        var request = PutRequest();
        var now = Clock.GetUtcNow();
        Change(draft =>
        {
            draft.Put(World.Systems.Find(The.System)! with { Id = "991825827_a", WrittenRights = [new(null, ["x"])] });
            draft.Put(
                new RightHolding
                {
                    Giver = The.Customer,
                    Holder = The.Accountant,
                    Rights = [The.Resource],
                }
            );
            draft.Put(
                new UserChangeRequest
                {
                    Id = Guid.NewGuid(),
                    SystemUserId = The.SystemUser,
                    SystemId = The.System,
                    Party = The.Customer,
                    ExternalRef = request.ExternalRef,
                    Created = now,
                }
            );
            draft.Put(
                new Consent
                {
                    Id = Guid.NewGuid(),
                    Giver = The.Customer,
                    Receiver = The.Vendor,
                    Resources = [The.Resource],
                    Consented = now,
                    ValidTo = now,
                }
            );
            draft.Put(
                new AccessList
                {
                    OrgCode = "skd",
                    Identifier = "a-list",
                    Name = "A list",
                    Members = [The.Customer],
                    Connections = [new(The.Resource, ["read"])],
                }
            );
            draft.Put(
                new ScopeDelegation
                {
                    Consumer = The.Customer,
                    Supplier = The.Vendor,
                    Scope = "skatteetaten:kravogbetalinger",
                }
            );
            draft.Put(
                new RegisteredClient
                {
                    ClientId = "a",
                    Organization = The.Vendor,
                    Keys = [new("k", "{}")],
                }
            );
            draft.Put(
                new InstanceDelegation
                {
                    Giver = The.Customer,
                    Receiver = The.SystemUser,
                    ResourceId = The.Resource,
                    Instance = "urn:altinn:dialog-id:1",
                    Rights =
                    [
                        new(
                            [new PolicyAttribute("urn:altinn:resource", The.Resource)],
                            new PolicyAttribute("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")
                        ),
                    ],
                }
            );
        });
    }
}
