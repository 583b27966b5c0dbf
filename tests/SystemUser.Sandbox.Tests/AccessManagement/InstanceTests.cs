using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.Tests.AccessManagement;

/// <summary>Rights to one instance of a resource, given in access management and honoured by the decision point.</summary>
public sealed class InstanceTests : WorldTest
{
    private const string Instances = "/accessmanagement/api/v1/enduser/connections/resources/instances";
    private const string Instance = "urn:altinn:correspondence-id:0198d2c4-7c1e-7d3a-9a55-1f2e3d4c5b6a";
    private const string Another = "urn:altinn:correspondence-id:0198d2c4-7c1e-7d3a-9a55-1f2e3d4c5b6b";
    private const string Plumber = "311004174";
    private const string PlumbersAccountant = "311815237";
    private const string PlumbersAccountantsLeader = "22807711885";

    [Fact]
    public async Task Person_may_use_the_instance_that_it_was_given_and_no_other()
    {
        (await DecisionAsync(Person(The.BoardMember), Instance)).ShouldBe("NotApplicable");

        (await GiveAsync(PersonId(The.BoardMember), "read")).Status.ShouldBe(HttpStatusCode.Created);

        (await DecisionAsync(Person(The.BoardMember), Instance)).ShouldBe("Permit");
        (await WhyAsync()).ShouldStartWith($"the subject was given 'read' on the instance {Instance}");
        (await DecisionAsync(Person(The.BoardMember), Instance.ToUpperInvariant())).ShouldBe("Permit");
        (await DecisionAsync(Person(The.BoardMember), Another)).ShouldBe("NotApplicable");
        (await DecisionAsync(Person(The.BoardMember), instance: null)).ShouldBe("NotApplicable");
        (await DecisionAsync(Person(The.BoardMember), Instance, action: "write")).ShouldBe("NotApplicable");
        (await DecisionAsync(Person(The.BoardMember), Instance, party: The.CustomersUnit)).ShouldBe("NotApplicable");
        (await DecisionAsync(Person(The.ClientAdministrator), Instance)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Permit_for_an_instance_has_the_obligations_of_the_resource()
    {
        await GiveAsync(PersonId(The.BoardMember), "read");

        var result = await AskAsync(Person(The.BoardMember), Instance);

        result.GetProperty("obligations").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Instance_is_used_no_longer_when_it_is_taken_back()
    {
        await GiveAsync(PersonId(The.BoardMember), "read");

        var (status, _) = await CallAsync(HttpMethod.Delete, "", PersonId(The.BoardMember));

        status.ShouldBe(HttpStatusCode.NoContent);
        (await DecisionAsync(Person(The.BoardMember), Instance)).ShouldBe("NotApplicable");
        (status, _) = await CallAsync(HttpMethod.Delete, "", PersonId(The.BoardMember));
        status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Receiver_may_give_back_what_it_was_given()
    {
        await GiveAsync(PersonId(The.BoardMember), "read");

        var (status, _) = await SendAsync(
            HttpMethod.Delete,
            Url("", PersonId(The.BoardMember), party: PersonId(The.BoardMember)),
            await PersonTokenAsync(The.BoardMember)
        );

        status.ShouldBe(HttpStatusCode.NoContent);
        (await DecisionAsync(Person(The.BoardMember), Instance)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Organization_that_was_given_an_instance_uses_it_through_its_leader()
    {
        var (status, _) = await GiveAsync(PartyId(PlumbersAccountant), "read", giver: Plumber, leader: The.Pia);
        status.ShouldBe(HttpStatusCode.Created);

        (await DecisionAsync(Person(PlumbersAccountantsLeader), Instance, party: Plumber)).ShouldBe("Permit");
        var organization = ("urn:altinn:organization:identifier-no", PlumbersAccountant);
        (await DecisionAsync(organization, Instance, party: Plumber)).ShouldBe("NotApplicable");
        (await WhyAsync()).ShouldContain("never for a system user or for an organization that asks for itself");
    }

    [Fact]
    public async Task System_user_may_be_given_an_instance_but_the_decision_point_does_not_see_it()
    {
        Change(draft => draft.Put(draft.State.SystemUsers.Find(The.SystemUser)! with { Rights = [] }));

        (await GiveAsync(The.SystemUser, "read")).Status.ShouldBe(HttpStatusCode.Created);

        (await DecisionAsync(("urn:altinn:systemuser:uuid", $"{The.SystemUser}"), Instance)).ShouldBe("NotApplicable");
        (await WhyAsync()).ShouldContain("never for a system user");
    }

    [Fact]
    public async Task Instance_of_an_app_is_named_by_its_party_and_id_in_either_attribute()
    {
        const string App = "urn:altinn:instance-id:50001/7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c32";
        await GiveAsync(PersonId(The.BoardMember), "read", instance: App);

        (await DecisionAsync(Person(The.BoardMember), App)).ShouldBe("Permit");
        (
            await DecisionAsync(
                Person(The.BoardMember),
                "50001/7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c32",
                attribute: "urn:altinn:instance-id"
            )
        ).ShouldBe("Permit");
        (
            await DecisionAsync(
                Person(The.BoardMember),
                "50001/7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c33",
                attribute: "urn:altinn:instance-id"
            )
        ).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task Rights_are_added_to_and_replaced()
    {
        var receiver = PersonId(The.BoardMember);
        await GiveAsync(receiver, "read");
        await GiveAsync(receiver, "write");
        (await RightsAsync(receiver)).ShouldBe(["read", "write"]);

        var (status, _) = await CallAsync(HttpMethod.Put, "/rights", receiver, Keys(await KeyAsync("write")));

        status.ShouldBe(HttpStatusCode.OK);
        (await RightsAsync(receiver)).ShouldBe(["write"]);
        await CallAsync(HttpMethod.Put, "/rights", receiver, Keys());
        (await RightsAsync(receiver)).ShouldBeEmpty();
        World.InstanceDelegations.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Instances_are_kept_apart_when_they_are_alike_in_upper_case_alone()
    {
        const string Sigma = "urn:altinn:dialog-id:\u03c3";
        const string FinalSigma = "urn:altinn:dialog-id:\u03c2";
        var receiver = PersonId(The.BoardMember);
        await GiveAsync(receiver, "read", instance: Sigma);
        await GiveAsync(receiver, "read", instance: FinalSigma);

        var (status, answer) = await CallAsync(HttpMethod.Get, "/rights", receiver, instance: FinalSigma);

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("instance").GetProperty("refId").GetString().ShouldBe(FinalSigma);
    }

    [Fact]
    public async Task Instances_and_those_who_have_them_are_listed()
    {
        var receiver = PersonId(The.BoardMember);
        await GiveAsync(receiver, "read");
        await GiveAsync(The.SystemUser, "read");

        var (_, page) = await CallAsync(HttpMethod.Get, "", receiver);
        var row = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        row.GetProperty("resource").GetProperty("refId").GetString().ShouldBe(The.Resource);
        row.GetProperty("instance").GetProperty("refId").GetString().ShouldBe(Instance);
        var permission = row.GetProperty("permissions").EnumerateArray().ShouldHaveSingleItem();
        permission.GetProperty("from").GetProperty("organizationIdentifier").GetString().ShouldBe(The.Customer);
        permission.GetProperty("to").GetProperty("name").GetString().ShouldBe("RETTVIS TRAPES");
        permission.GetProperty("reason").GetProperty("flag").GetInt32().ShouldBe(1);

        (_, page) = await CallAsync(HttpMethod.Get, "/users", receiver);
        page.GetProperty("data")
            .EnumerateArray()
            .Select(user => user.GetProperty("type").GetString())
            .ShouldBe(["Person", "Systembruker"], ignoreOrder: true);
    }

    [Fact]
    public async Task Instances_of_a_resource_that_is_gone_are_not_listed()
    {
        var receiver = PersonId(The.BoardMember);
        await GiveAsync(receiver, "read");
        Change(draft => draft.Remove<RegistryResource>(The.Resource));

        var (status, page) = await SendAsync(
            HttpMethod.Get,
            $"{Instances}?party={PartyId(The.Customer)}&from={PartyId(The.Customer)}&to={receiver}",
            await PersonTokenAsync(The.DailyLeader)
        );

        status.ShouldBe(HttpStatusCode.OK);
        page.GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Only_keys_that_the_delegation_check_allows_are_taken()
    {
        Change(draft => draft.Put(draft.State.Resources.Find(The.Resource)! with { Delegable = false }));

        var (_, check) = await CallAsync(HttpMethod.Get, "/delegationcheck", The.SystemUser);
        var right = check.GetProperty("rights")[0];
        right.GetProperty("result").GetBoolean().ShouldBeFalse();
        right.GetProperty("reasonCodes")[1].GetString().ShouldBe("ResourceNotDelegable");
        var (status, problem) = await CallAsync(
            HttpMethod.Post,
            "/rights",
            The.SystemUser,
            Keys(right.GetProperty("right").GetProperty("key").GetString()!)
        );
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("AM-00028");
    }

    [Theory]
    [InlineData(The.BoardMember, The.Customer, HttpStatusCode.Forbidden)]
    [InlineData(The.DailyLeader, The.Accountant, HttpStatusCode.Forbidden)]
    public async Task Instance_is_given_by_those_alone_who_govern_the_organization(
        string caller,
        string giver,
        HttpStatusCode expected
    )
    {
        var (status, _) = await GiveAsync(PersonId(The.BoardMember), "read", giver, caller);

        status.ShouldBe(expected);
    }

    [Fact]
    public async Task Somebody_new_is_not_given_anything_here()
    {
        var (status, problem) = await SendAsync(
            HttpMethod.Post,
            $"{Instances}/rights?party={PartyId(The.Customer)}&resource={The.Resource}&instance={Instance}",
            await PersonTokenAsync(The.DailyLeader),
            """{"to":{"personIdentifier":"30808512153","lastName":"VARDE"},"directRightKeys":["x"]}"""
        );

        status.ShouldBe(HttpStatusCode.NotImplemented);
        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00109");
    }

    [Fact]
    public async Task Scope_must_be_that_of_the_direction()
    {
        const string Scope = "altinn:accessmanagement/enduser:connections:fromothers.write";
        var token = await Host.Http.GetStringAsync(
            $"/api/GetPersonalToken?pid={The.DailyLeader}&scopes={Scope}",
            Cancelled
        );

        var (status, _) = await SendAsync(HttpMethod.Delete, Url("", The.SystemUser), token);

        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Instances_outlive_the_process_in_a_state_folder()
    {
        await GiveAsync(PersonId(The.BoardMember), "read");
        using var stream = new MemoryStream();

        WorldTables.Write(stream, World);
        var read = WorldTables.Read(JsonElement.Parse(stream.ToArray()));

        read.InstanceDelegations.All.Single()
            .Rights.Single()
            .Key.ShouldBe(World.InstanceDelegations.All.Single().Rights.Single().Key);
    }

    private static (string, string) Person(string pid) => ("urn:altinn:person:identifier-no", pid);

    private Guid PersonId(string pid) => World.Persons.Find(pid)!.PartyUuid;

    private Guid PartyId(string number) => World.Organizations.Find(number)!.PartyUuid;

    private async Task<(HttpStatusCode Status, JsonElement Body)> GiveAsync(
        Guid receiver,
        string action,
        string giver = The.Customer,
        string leader = The.DailyLeader,
        string instance = Instance
    ) => await CallAsync(HttpMethod.Post, "/rights", receiver, Keys(await KeyAsync(action)), giver, leader, instance);

    private async Task<string> KeyAsync(string action)
    {
        var (_, check) = await CallAsync(HttpMethod.Get, "/delegationcheck", The.SystemUser);
        return check
            .GetProperty("rights")
            .EnumerateArray()
            .Single(right =>
                right.GetProperty("right").GetProperty("action").GetProperty("value").GetString() == action
            )
            .GetProperty("right")
            .GetProperty("key")
            .GetString()!;
    }

    private async Task<IEnumerable<string?>> RightsAsync(Guid receiver)
    {
        var (_, answer) = await CallAsync(HttpMethod.Get, "/rights", receiver);
        return answer
            .GetProperty("directRights")
            .EnumerateArray()
            .Select(right => right.GetProperty("right").GetProperty("action").GetProperty("value").GetString());
    }

    private static string Keys(params string[] keys) =>
        new JsonObject
        {
            ["directRightKeys"] = new JsonArray([.. keys.Select(key => JsonValue.Create(key))]),
        }.ToJsonString();

    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(
        HttpMethod method,
        string path,
        Guid receiver,
        string? body = null,
        string giver = The.Customer,
        string leader = The.DailyLeader,
        string instance = Instance
    ) => await SendAsync(method, Url(path, receiver, giver, instance: instance), await PersonTokenAsync(leader), body);

    private string Url(
        string path,
        Guid receiver,
        string giver = The.Customer,
        Guid? party = null,
        string instance = Instance
    ) =>
        $"{Instances}{path}?party={party ?? PartyId(giver)}&from={PartyId(giver)}&to={receiver}&resource={The.Resource}&instance={instance}";

    private async Task<JsonElement> AskAsync(
        (string Id, string Value) subject,
        string? instance,
        string action = "read",
        string party = The.Customer,
        string attribute = "urn:altinn:resource:instance-id"
    )
    {
        (string, string)[] resource =
        [
            ("urn:altinn:resource", The.Resource),
            ("urn:altinn:organization:identifier-no", party),
        ];
        var answer = await AuthorizeAsync(
            new JsonObject
            {
                ["Request"] = new JsonObject
                {
                    ["AccessSubject"] = Category(subject),
                    ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", action)),
                    ["Resource"] = Category(instance is null ? resource : [.. resource, (attribute, instance)]),
                },
            }.ToJsonString()
        );
        return answer.GetProperty("response").EnumerateArray().Single();
    }

    private async Task<string?> DecisionAsync(
        (string Id, string Value) subject,
        string? instance,
        string action = "read",
        string party = The.Customer,
        string attribute = "urn:altinn:resource:instance-id"
    ) => Decision(await AskAsync(subject, instance, action, party, attribute));

    private async Task<string> WhyAsync() => (await LastDecisionAsync()).GetProperty("why").GetString()!;
}
