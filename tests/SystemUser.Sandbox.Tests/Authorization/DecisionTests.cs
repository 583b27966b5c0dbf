using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Authorization;

public sealed class DecisionTests : WorldTest
{
    [Fact]
    public async Task Permit_with_the_policys_obligations_when_a_standard_system_user_has_the_single_right()
    {
        var result = await AskAsync(The.SystemUser, The.Customer);

        Decision(result).ShouldBe("Permit");
        Status(result).ShouldBe("ok");
        var levels = result
            .GetProperty("obligations")
            .EnumerateArray()
            .Select(obligation => obligation.GetProperty("attributeAssignment")[0])
            .Select(assignment =>
                (assignment.GetProperty("category").GetString(), assignment.GetProperty("value").GetString())
            );
        levels.ShouldBe([
            ("urn:altinn:minimum-authenticationlevel", "3"),
            ("urn:altinn:minimum-authenticationlevel-org", "3"),
        ]);
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe(
                $"system user {The.SystemUser} was given ske-krav-og-betalinger itself by TILFELDIG SUBTIL APE (310904473)"
            );
    }

    [Fact]
    public async Task Decision_log_says_why_when_an_agent_asks_about_someone_elses_client()
    {
        var result = await AskAsync(The.Agent, The.Stranger);

        Decision(result).ShouldBe("NotApplicable");
        Status(result).ShouldBe("ok");
        result.GetProperty("obligations").ValueKind.ShouldBe(JsonValueKind.Null);
        var entry = await LastDecisionAsync();
        entry
            .GetProperty("why")
            .GetString()
            .ShouldBe(
                $"system user {The.Agent} holds no package or right for 313750531; "
                    + "TILBAKEHOLDEN USYMMETRISK TIGER AS (314250052) has 12 clients, this is not one of them"
            );
        entry.GetProperty("askedBy").GetString().ShouldBe(The.Provider);
        entry.GetProperty("owner").GetString().ShouldBe(The.Accountant);
        entry.GetProperty("partyName").GetString().ShouldBe("UAVHENGIG FJERN KATT AS");
        entry.GetProperty("decision").GetString().ShouldBe("NotApplicable");
    }

    [Theory]
    [InlineData(The.Client, "read", "Permit")]
    [InlineData(The.Client, "write", "Permit")]
    [InlineData(The.SoleProprietor, "read", "Permit")]
    [InlineData(The.UndelegatedClient, "read", "NotApplicable")]
    [InlineData(The.Stranger, "read", "NotApplicable")]
    [InlineData(The.Accountant, "read", "NotApplicable")]
    public async Task Permit_when_a_client_is_delegated_to_the_agent(string party, string action, string expected) =>
        Decision(await AskAsync(The.Agent, party, action)).ShouldBe(expected);

    [Theory]
    [InlineData(The.CustomersUnit, "Permit")]
    [InlineData(The.Accountant, "NotApplicable")]
    [InlineData(The.Client, "NotApplicable")]
    public async Task Permit_when_a_standard_system_user_acts_for_its_owner_or_a_sub_unit(
        string party,
        string expected
    ) => Decision(await AskAsync(The.SystemUser, party)).ShouldBe(expected);

    [Theory]
    [InlineData("Read")]
    [InlineData("xyz")]
    [InlineData("")]
    public async Task NotApplicable_when_the_policy_lacks_the_action_even_for_a_single_right(string action)
    {
        var result = await AskAsync(The.SystemUser, The.Customer, action);
        Decision(result).ShouldBe("NotApplicable");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe(
                $"the policy of ske-krav-og-betalinger has no action '{action}'; it has read, write (names are case-sensitive)"
            );
    }

    [Fact]
    public async Task Same_answer_when_the_party_is_named_by_number_uuid_or_party_id()
    {
        var client = World.Organizations.Find(The.Client)!;
        client.PartyUuid.ToString().ShouldBe("fd4ade4c-4463-485c-a764-172d4bde3b33");

        Decision(await AskAsync(The.Agent, $"{client.PartyUuid}", partyType: "urn:altinn:party:uuid"))
            .ShouldBe("Permit");
        Decision(await AskAsync(The.Agent, $"{client.PartyId}", partyType: "urn:altinn:partyid")).ShouldBe("Permit");
        Decision(await AskAsync(The.Agent, client.Number, partyType: "urn:altinn:organizationnumber"))
            .ShouldBe("Permit");
        Decision(await AskAsync(The.Agent, "b528fc72-ca98-4cc5-bb7e-d65988e023fe", partyType: "urn:altinn:party:uuid"))
            .ShouldBe("NotApplicable");
    }

    [Theory]
    [InlineData("12876921497", "urn:altinn:person:identifier-no", "holds nothing for a person")]
    [InlineData("99", "urn:altinn:partyid", "there is no party 99")]
    [InlineData("rubbish", "urn:altinn:party:uuid", "there is no party rubbish")]
    public async Task NotApplicable_when_the_party_is_unknown_or_a_person(string party, string type, string why)
    {
        var result = await AskAsync(The.SystemUser, party, partyType: type);
        (Decision(result), Status(result)).ShouldBe(("NotApplicable", "ok"));
        (await LastDecisionAsync()).GetProperty("why").GetString()!.ShouldContain(why);
    }

    [Theory]
    [InlineData("999888777", "urn:altinn:organization:identifier-no", "the register knows no organization 999888777")]
    [InlineData("x", "urn:altinn:organizationnumber", "the register knows no organization x")]
    [InlineData("12876921498", "urn:altinn:person:identifier-no", "the register knows no person")]
    public async Task Indeterminate_when_the_register_does_not_know_the_number_of_the_party(
        string party,
        string type,
        string why
    )
    {
        var result = await AskAsync(The.SystemUser, party, partyType: type);
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "syntax-error"));
        (await LastDecisionAsync()).GetProperty("why").GetString()!.ShouldContain(why);
    }

    [Fact]
    public async Task NotApplicable_when_the_system_user_is_unknown()
    {
        var result = await AskAsync("47caea5b-a80b-4343-b1d3-31eb523a00ff", The.Customer);
        (Decision(result), Status(result)).ShouldBe(("NotApplicable", "ok"));
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe("there is no system user 47caea5b-a80b-4343-b1d3-31eb523a00ff");
    }

    [Fact]
    public async Task Indeterminate_when_the_resource_is_unknown()
    {
        var result = await AskAsync(The.SystemUser, The.Customer, resource: "ske_krav_og_betalinger");
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "processing-error"));
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe("there is no resource ske_krav_og_betalinger; is ske-krav-og-betalinger meant?");
    }

    [Fact]
    public async Task Syntax_error_when_an_app_id_lacks_org_and_app()
    {
        var result = await AskAsync(The.SystemUser, The.Customer, resource: "app_");
        (Decision(result), Status(result)).ShouldBe(("Indeterminate", "syntax-error"));
    }

    [Theory]
    [InlineData("urn:altinn:resource", "app_skd_sirius", null, null)]
    [InlineData("urn:altinn:org", "skd", "urn:altinn:app", "sirius")]
    [InlineData("urn:altinn:resource", "app_skd_sirius_two", null, null)]
    public async Task Same_answer_when_an_app_is_named_by_its_parts_or_its_id(
        string type,
        string value,
        string? type2,
        string? value2
    )
    {
        PutResource("app_skd_sirius", Policies.For("app_skd_sirius", "skattegrunnlag"));
        Give(The.SystemUser, "urn:altinn:accesspackage:skattegrunnlag");
        var resource = new List<(string, string)> { (type, value), ("urn:altinn:partyid", PartyId(The.Customer)) };
        if (type2 is not null)
        {
            resource.Add((type2, value2!));
        }

        var answer = await AuthorizeAsync(
            new JsonObject
            {
                ["request"] = new JsonObject
                {
                    ["accessSubject"] = Category(("urn:altinn:systemuser:uuid", The.SystemUser.ToString())),
                    ["action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                    ["resource"] = Category([.. resource]),
                },
            }.ToJsonString()
        );

        // An app with an underscore in its name is cut short, and then its policy speaks of another resource.
        Decision(answer.GetProperty("response")[0])
            .ShouldBe(value == "app_skd_sirius_two" ? "NotApplicable" : "Permit");
    }

    [Fact]
    public async Task Permit_when_either_a_package_or_a_single_right_is_held()
    {
        Change(draft =>
            draft.Put(
                World.SystemUsers.Find(The.SystemUser)! with
                {
                    Rights = [],
                    AccessPackages = ["urn:altinn:accesspackage:kravogutlegg"],
                }
            )
        );
        Decision(await AskAsync(The.SystemUser, The.Customer, "write")).ShouldBe("Permit");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe(
                $"system user {The.SystemUser} holds kravogutlegg for TILFELDIG SUBTIL APE (310904473), "
                    + "and the policy of ske-krav-og-betalinger gives that 'write'"
            );
    }

    [Theory]
    [InlineData("ansvarlig-revisor", "Permit")]
    [InlineData("regnskapsforer-lonn", "NotApplicable")]
    [InlineData("regnskapsforer-med-signeringsrettighet", "NotApplicable")]
    [InlineData("regnskapsforer-uten-signeringsrettighet", "NotApplicable")]
    [InlineData("revisormedarbeider", "NotApplicable")]
    [InlineData("forretningsforer-eiendom", "NotApplicable")]
    public async Task Permit_only_when_the_package_that_the_policy_names_is_held_for_the_client(
        string package,
        string expected
    )
    {
        PutResource("ttd-revisor", Policies.For("ttd-revisor", "ansvarlig-revisor"));
        var urn = CatalogPackage.Prefix + package;
        Change(draft =>
        {
            draft.Put(World.SystemUsers.Find(The.Agent)! with { AccessPackages = [urn] });
            draft.Put(
                new ClientRelation
                {
                    Facilitator = The.Accountant,
                    Client = The.Client,
                    Kind = World.AccessPackages.Find(urn)!.Relation!.Value,
                }
            );
            draft.Put(
                new ClientDelegation
                {
                    Agent = The.Agent,
                    Client = The.Client,
                    AccessPackages = [urn],
                    Created = Clock.GetUtcNow(),
                }
            );
        });

        Decision(await AskAsync(The.Agent, The.Client, resource: "ttd-revisor")).ShouldBe(expected);
    }

    [Fact]
    public async Task NotApplicable_when_the_client_has_left_its_accountant()
    {
        Change(draft =>
            draft.Remove<ClientRelation>(
                ClientRelation.KeyOf(The.Accountant, The.Client, ClientRelationKind.Accountant)
            )
        );
        Decision(await AskAsync(The.Agent, The.Client)).ShouldBe("NotApplicable");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()!
            .ShouldContain("no longer has TILBAKEHOLDEN USYMMETRISK TIGER AS (314250052) in a role that gives");
    }

    [Fact]
    public async Task Permit_when_the_agents_owner_is_delegated_to_it()
    {
        var owner = World.Organizations.Find(The.Accountant)!.PartyUuid;
        var token = await PersonTokenAsync(The.ClientAdministrator);
        var (status, _) = await SendAsync(
            HttpMethod.Post,
            $"/authentication/api/v1/enduser/systemuser/clients?agent={The.Agent}&client={owner}",
            token
        );
        status.ShouldBe(HttpStatusCode.OK);
        Decision(await AskAsync(The.Agent, The.Accountant)).ShouldBe("Permit");
    }

    [Fact]
    public async Task Role_rule_matches_a_person_and_never_a_system_user()
    {
        PutResource("ttd-roles", Policies.For("ttd-roles", "dagl", subjectType: "urn:altinn:rolecode"));
        Give(The.SystemUser, "urn:altinn:accesspackage:skattegrunnlag");
        Decision(await AskAsync(The.SystemUser, The.Customer, resource: "ttd-roles")).ShouldBe("NotApplicable");

        var answer = await AuthorizeAsync(Question("urn:altinn:person:identifier-no", The.DailyLeader, "ttd-roles"));
        Decision(answer.GetProperty("response")[0]).ShouldBe("Permit");
    }

    [Fact]
    public async Task NotApplicable_when_the_right_is_the_service_owners_alone()
    {
        PutResource("ttd-owner", Policies.For("ttd-owner", "skd", subjectType: "urn:altinn:org"));
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { Rights = ["ttd-owner"] }));
        Decision(await AskAsync(The.SystemUser, The.Customer, resource: "ttd-owner")).ShouldBe("NotApplicable");
    }

    [Theory]
    [InlineData("deny-overrides", "Deny", "Deny")]
    [InlineData("permit-overrides", "Deny", "Permit")]
    [InlineData("deny-unless-permit", "Permit", "Permit")]
    [InlineData("no-such-algorithm", "Permit", "Indeterminate")]
    public async Task Decision_follows_the_combining_algorithm_when_rules_disagree(
        string algorithm,
        string secondEffect,
        string expected
    )
    {
        PutResource(
            "ttd-combined",
            Policies.For("ttd-combined", "skattegrunnlag", algorithm: algorithm, secondEffect: secondEffect)
        );
        Give(The.SystemUser, "urn:altinn:accesspackage:skattegrunnlag");
        Decision(await AskAsync(The.SystemUser, The.Customer, resource: "ttd-combined")).ShouldBe(expected);
    }

    [Theory]
    [InlineData("^re.d$", "read", "Permit")]
    [InlineData("^re.d$", "already", "NotApplicable")]
    public async Task Permit_when_the_action_matches_the_policys_regular_expression(
        string pattern,
        string action,
        string expected
    )
    {
        PutResource("ttd-pattern", Policies.For("ttd-pattern", "skattegrunnlag", actionPattern: pattern));
        Give(The.SystemUser, "urn:altinn:accesspackage:skattegrunnlag");
        Decision(await AskAsync(The.SystemUser, The.Customer, action, "ttd-pattern")).ShouldBe(expected);
    }

    [Fact]
    public async Task Indeterminate_when_a_regular_expression_takes_too_long()
    {
        PutResource("ttd-pattern", Policies.For("ttd-pattern", "skattegrunnlag", actionPattern: "^(a+)+$"));

        var asked = AskAsync(The.SystemUser, The.Customer, new string('a', 60) + "!", "ttd-pattern");

        var result = await asked;
        Decision(result).ShouldBe("Indeterminate");
        Status(result).ShouldBe("syntax-error");
        (await LastDecisionAsync())
            .GetProperty("why")
            .GetString()
            .ShouldBe(
                "the question or the policy cannot be worked on: the regular expressions of the policy take more than 200 ms; "
                    + "the last one tried was '^(a+)+$'."
            );
    }

    [Fact]
    public async Task Indeterminate_when_a_regular_expression_takes_too_long_for_a_single_right()
    {
        PutResource("ttd-pattern", Policies.For("ttd-pattern", "nobody", actionPattern: "^(a+)+$"));
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { Rights = ["ttd-pattern"] }));

        var asked = AskAsync(The.SystemUser, The.Customer, new string('a', 60) + "!", "ttd-pattern");

        Decision(await asked).ShouldBe("Indeterminate");
        Decision(await AskAsync(The.SystemUser, The.Customer, "aaa", "ttd-pattern")).ShouldBe("Permit");
    }

    [Theory]
    [InlineData(true, "read", "read", "Permit")]
    [InlineData(true, "write", "read", "Deny")]
    [InlineData(false, "read", "read", "Deny")]
    public async Task Deny_when_the_party_is_not_on_the_access_list(
        bool member,
        string filter,
        string action,
        string expected
    )
    {
        Change(draft =>
        {
            draft.Put(World.Resources.Find(The.Resource)! with { UsesAccessLists = true });
            draft.Put(
                new AccessList
                {
                    OrgCode = "skd",
                    Identifier = "pilots",
                    Name = "Pilots",
                    Members = member ? [The.Customer] : [The.Stranger],
                    Connections = [new AccessListConnection(The.Resource, [filter])],
                }
            );
        });
        var result = await AskAsync(The.SystemUser, The.Customer, action);
        Decision(result).ShouldBe(expected);
        Status(result).ShouldBe("ok");
        (result.GetProperty("obligations").ValueKind == JsonValueKind.Null).ShouldBe(expected == "Deny");
    }

    [Fact]
    public async Task NotApplicable_when_the_system_user_is_deleted()
    {
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { IsDeleted = true }));
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("NotApplicable");
    }

    internal string Question(string subjectType, string subject, string resource) =>
        new JsonObject
        {
            ["Request"] = new JsonObject
            {
                ["AccessSubject"] = Category((subjectType, subject)),
                ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                ["Resource"] = Category(
                    ("urn:altinn:resource", resource),
                    ("urn:altinn:organization:identifier-no", The.Customer)
                ),
            },
        }.ToJsonString();

    private string PartyId(string number) =>
        World.Organizations.Find(number)!.PartyId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Give(Guid systemUser, string package) =>
        Change(draft => draft.Put(World.SystemUsers.Find(systemUser)! with { AccessPackages = [package] }));

    private void PutResource(string id, string policy) =>
        Change(draft =>
        {
            draft.Put(World.Resources.Find(The.Resource)! with { Id = id });
            draft.Put(new ResourcePolicy { ResourceId = id, Xml = policy });
        });
}
