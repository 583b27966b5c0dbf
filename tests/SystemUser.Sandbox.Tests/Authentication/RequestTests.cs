using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Authentication;

public sealed class RequestTests : VendorTest
{
    private const string Agents = Requests + "/agent";

    [Fact]
    public async Task Same_request_is_returned_when_a_vendor_asks_twice()
    {
        var made = await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
        made.GetProperty("status").GetString().ShouldBe("New");

        var again = await PostAsync(Requests, NewRequest());

        again.ToString().ShouldBe(made.ToString());
        World.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Location_leads_the_customers_portal_to_the_request_when_it_is_made()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Requests);
        message.Headers.Authorization = new("Bearer", Token);
        message.Content = new StringContent(NewRequest().ToJsonString(), null, "application/json");
        using var response = await Host.Http.SendAsync(message, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = World.Requests.All.Single().Id;
        response.Headers.Location!.AbsoluteUri.ShouldBe($"{Issuer}authentication/api/v1/systemuser/request/{id}");
        var leader = await PersonTokenAsync(The.DailyLeader);
        (await GetAsync(response.Headers.Location.AbsolutePath, token: leader))
            .GetProperty("id")
            .GetGuid()
            .ShouldBe(id);
    }

    [Fact]
    public async Task All_members_are_shown_when_a_request_is_made()
    {
        var body = NewRequest();
        body["integrationTitle"] = " My title ";
        body["accessPackages"] = Packages("urn:altinn:accesspackage:kravogutlegg");
        body["systemId"] = "991825827_smartregnskap";
        body.Remove("redirectUrl");

        var made = await PostAsync(Requests, body, HttpStatusCode.Created);

        var id = made.GetProperty("id").GetString();
        ShouldBeJson(
            made,
            $$"""
            {
              "id": "{{id}}",
              "integrationTitle": "My title",
              "externalRef": "ref",
              "systemId": "991825827_smartregnskap",
              "partyOrgNo": "310904473",
              "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
              "accessPackages": [{ "urn": "urn:altinn:accesspackage:kravogutlegg" }],
              "status": "New",
              "confirmUrl": "{{Issuer}}accessmanagement/ui/systemuser/request?id={{id}}&DONTCHOOSEREPORTEE=true",
              "escalated": false,
              "created": "2026-11-20T12:00:00Z",
              "timedOut": false
            }
            """
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task External_ref_is_the_partys_number_when_none_is_given(string? externalRef)
    {
        var made = await PostAsync(Requests, NewRequest(externalRef: externalRef), HttpStatusCode.Created);

        made.GetProperty("externalRef").GetString().ShouldBe(The.Customer);
        await PostAsync(Requests, NewRequest(externalRef: The.Customer));
    }

    [Fact]
    public async Task Request_is_refused_when_the_system_user_exists()
    {
        Code(await PostAsync(Requests, NewRequest(externalRef: "seeded"), HttpStatusCode.BadRequest))
            .ShouldBe("AUTH-00004");
        Code(await PostAsync(Agents, NewAgentRequest("seeded"), HttpStatusCode.BadRequest)).ShouldBe("AUTH-00004");

        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { IsDeleted = true }));
        await PostAsync(Requests, NewRequest(externalRef: "seeded"), HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("New")]
    [InlineData("Accepted")]
    [InlineData("Rejected")]
    [InlineData("Denied")]
    public async Task Status_is_shown_when_a_request_has_been_answered(string status)
    {
        var request = PutRequest(with: request =>
            request with
            {
                Status = Enum.Parse<RequestStatus>(status),
                Escalated = true,
            }
        );

        var byId = await GetAsync($"{Requests}/{request.Id}");
        byId.GetProperty("status").GetString().ShouldBe(status);
        byId.GetProperty("escalated").GetBoolean().ShouldBeTrue();
        var path = $"{Requests}/byexternalref/{The.System}/{The.Customer}/smartcloud_demo_test";
        (await GetAsync(path)).ToString().ShouldBe(byId.ToString());
        var again = await PostAsync(Requests, NewRequest(externalRef: "smartcloud_demo_test"));
        again.ToString().ShouldBe(byId.ToString());
    }

    [Fact]
    public async Task Request_can_be_made_again_when_the_first_has_timed_out()
    {
        var first = await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
        var path = $"{Requests}/{first.GetProperty("id").GetString()}";
        Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromSeconds(1));
        Token = await TokenOfAsync(The.Vendor);
        (await GetAsync(path)).GetProperty("status").GetString().ShouldBe("New");

        Clock.Advance(TimeSpan.FromSeconds(1));
        var timedOut = await GetAsync(path);
        timedOut.GetProperty("status").GetString().ShouldBe("Timedout");
        timedOut.GetProperty("timedOut").GetBoolean().ShouldBeTrue();
        var person = await PersonTokenAsync(The.DailyLeader);
        var approve = $"{Base}systemuser/request/{The.Customer}/{first.GetProperty("id").GetString()}/approve";
        await CallAsync(HttpMethod.Post, approve, null, HttpStatusCode.Conflict, person);

        var second = await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
        second.GetProperty("id").GetString().ShouldNotBe(first.GetProperty("id").GetString());
        var byRef = await GetAsync($"{Requests}/byexternalref/{The.System}/{The.Customer}/ref");
        byRef.GetProperty("id").GetString().ShouldBe(second.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Request_is_not_found_when_it_has_been_withdrawn()
    {
        var made = await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
        var path = $"{Requests}/{made.GetProperty("id").GetString()}";

        await DeleteAsync(path, HttpStatusCode.Accepted);

        Code(await GetAsync(path, HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        Code(await DeleteAsync(path, HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        Code(await GetAsync($"{Requests}/byexternalref/{The.System}/{The.Customer}/ref", HttpStatusCode.NotFound))
            .ShouldBe("AUTH-00010");
        await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Agent_request_is_gone_when_it_has_been_withdrawn()
    {
        var made = await PostAsync(Agents, NewAgentRequest(), HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString();
        (await PostAsync(Agents, NewAgentRequest())).ToString().ShouldBe(made.ToString());
        (await GetAsync($"{Agents}/{id}")).ToString().ShouldBe(made.ToString());
        (await GetAsync($"{Agents}/byexternalref/{The.AgentSystem}/{The.Accountant}/agent-ref"))
            .ToString()
            .ShouldBe(made.ToString());
        made.GetProperty("confirmUrl")
            .GetString()
            .ShouldBe($"{Issuer}accessmanagement/ui/systemuser/agentrequest?id={id}&DONTCHOOSEREPORTEE=true");

        await DeleteAsync($"{Requests}/{id}", HttpStatusCode.Accepted);
        await GetAsync($"{Agents}/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Request_is_not_found_when_asked_for_as_the_other_kind()
    {
        var standard = PutRequest();
        var agent = PutRequest(The.Accountant, SystemUserKind.Agent);

        Code(await GetAsync($"{Agents}/{standard.Id}", HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        Code(await GetAsync($"{Requests}/{agent.Id}", HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        (await GetAsync($"{Requests}/bysystem/{The.AgentSystem}")).GetProperty("data").GetArrayLength().ShouldBe(0);
        (await GetAsync($"{Agents}/bysystem/{The.AgentSystem}")).GetProperty("data").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("New", "AUTH-00007")]
    [InlineData("Accepted", "AUTH-00006")]
    [InlineData("Denied", "AUTH-00008")]
    [InlineData("Rejected", "AUTH-00009")]
    public async Task Agent_request_is_refused_when_a_standard_one_has_its_reference(string status, string code)
    {
        PutRequest(with: request => request with { Status = Enum.Parse<RequestStatus>(status), ExternalRef = "ref" });

        var body = NewRequest();
        body["accessPackages"] = Packages(The.AgentPackage);
        Code(await PostAsync(Agents, body, HttpStatusCode.BadRequest)).ShouldBe(code);
    }

    [Fact]
    public async Task Request_is_made_when_one_for_an_agent_has_its_reference()
    {
        PutRequest(with: request => request with { Kind = SystemUserKind.Agent, ExternalRef = "ref" });

        await PostAsync(Requests, NewRequest(), HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("partyOrgNo", "57623423", 400, "AUTH-00000")]
    [InlineData("partyOrgNo", "999999999", 400, "AUTH-00000")]
    [InlineData("partyOrgNo", null, 400, "SANDBOX-00005")]
    [InlineData("systemId", "991825827_none", 404, "AUTH-00011")]
    [InlineData("systemId", null, 400, "SANDBOX-00005")]
    [InlineData("redirectUrl", "https://evil.example/receipt", 400, "AUTH-00021")]
    [InlineData("redirectUrl", "https://smartcloud.example/receipt/../evil", 400, "AUTH-00021")]
    [InlineData("redirectUrl", "javascript:alert(1)", 400, "AUTH-00021")]
    [InlineData("redirectUrl", "/receipt", 400, "AUTH-00021")]
    public async Task Request_is_refused_when_a_member_is_wrong(string member, string? value, int status, string code)
    {
        var body = NewRequest();
        body[member] = value;

        Code(await PostAsync(Requests, body, (HttpStatusCode)status)).ShouldBe(code);
        World.Requests.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("https://smartcloud.example/receipt?customer=1")]
    [InlineData("http://localhost:5070/receipt")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Redirect_URL_is_accepted_when_it_differs_from_a_registered_one_in_its_query_alone(string? url)
    {
        var body = NewRequest();
        body["redirectUrl"] = url;

        await PostAsync(Requests, body, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Redirect_URL_is_refused_when_the_system_has_none()
    {
        Change(draft => draft.Put(World.Systems.Find(The.System)! with { RedirectUrls = [] }));

        Code(await PostAsync(Requests, NewRequest(), HttpStatusCode.BadRequest)).ShouldBe("AUTH-00026");
    }

    [Fact]
    public async Task Request_is_refused_when_the_party_is_deleted()
    {
        Change(draft => draft.Put(World.Organizations.Find(The.Customer)! with { IsDeleted = true }));
        Code(await PostAsync(Requests, NewRequest(), HttpStatusCode.BadRequest)).ShouldBe("AUTH-00000");
    }

    [Theory]
    [InlineData("""[]""", """[]""", "AUTH-00059")]
    [InlineData("null", "null", "AUTH-00001")]
    [InlineData(
        """[{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-innrapportering-boligselskap" }] }]""",
        "[]",
        "AUTH-00001"
    )]
    [InlineData(
        """[{ "resource": [{ "id": "urn:altinn:app", "value": "ske-krav-og-betalinger" }] }]""",
        "[]",
        "AUTH-00001"
    )]
    [InlineData("""[{ "resource": [] }]""", "[]", "AUTH-00001")]
    [InlineData("""[{}]""", "[]", "AUTH-00001")]
    [InlineData("""[null]""", "[]", "AUTH-00001")]
    [InlineData("[]", """[{ "urn": "urn:altinn:accesspackage:merverdiavgift" }]""", "AUTH-00063")]
    [InlineData("[]", """[{}]""", "AUTH-00063")]
    [InlineData("[]", """[null]""", "AUTH-00063")]
    [InlineData("[]", """[{ "urn": "urn:altinn:accesspackage:regnskapsforer-lonn" }]""", "AUTH-00064")]
    public async Task Request_is_refused_when_the_system_lacks_the_right_or_package(
        string rights,
        string packages,
        string code
    )
    {
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.System)! with
                {
                    AccessPackages = ["urn:altinn:accesspackage:regnskapsforer-lonn"],
                }
            )
        );
        var body = NewRequest();
        body["rights"] = JsonNode.Parse(rights);
        body["accessPackages"] = JsonNode.Parse(packages);

        Code(await PostAsync(Requests, body, HttpStatusCode.BadRequest)).ShouldBe(code);
        World.Requests.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("[]", "AUTH-00058")]
    [InlineData("null", "SANDBOX-00005")]
    [InlineData("""[{ "urn": "urn:altinn:accesspackage:ansvarlig-revisor" }]""", "AUTH-00063")]
    [InlineData("""[{ "urn": "urn:altinn:accesspackage:hovedadministrator" }]""", "AUTH-00065")]
    public async Task Agent_request_is_refused_when_the_system_lacks_the_client_packages(string packages, string code)
    {
        var system = World.Systems.Find(The.AgentSystem)!;
        Change(draft =>
            draft.Put(
                system with
                {
                    AccessPackages = system.AccessPackages.Add("urn:altinn:accesspackage:hovedadministrator"),
                }
            )
        );
        var body = NewAgentRequest();
        body["accessPackages"] = JsonNode.Parse(packages);

        Code(await PostAsync(Agents, body, HttpStatusCode.BadRequest)).ShouldBe(code);
    }

    [Fact]
    public async Task Agent_may_ask_for_any_package_that_is_delegable()
    {
        const string Package = "urn:altinn:accesspackage:skattegrunnlag";
        Change(draft => draft.Put(World.Systems.Find(The.AgentSystem)! with { AccessPackages = [Package] }));
        var body = NewAgentRequest();
        body["accessPackages"] = new JsonArray(new JsonObject { ["urn"] = Package });

        await PostAsync(Agents, body, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Requests_are_listed_in_pages_of_fifty_when_a_system_has_many()
    {
        for (var i = 0; i < 120; i++)
        {
            PutRequest(with: request => request with { ExternalRef = $"{i}" });
        }

        PutRequest(with: request => request with { IsDeleted = true });
        var ids = new List<Guid>();
        for (var next = $"{Requests}/bysystem/{The.System}"; next is not null; )
        {
            var page = await GetAsync(next);
            page.GetProperty("data").GetArrayLength().ShouldBeLessThanOrEqualTo(50);
            ids.AddRange(page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()));
            next = page.GetProperty("links").TryGetProperty("next", out var link) ? link.GetString() : null;
            next?.ShouldStartWith(
                $"{Issuer}authentication/api/v1/systemuser/request/vendor/bysystem/{The.System}?token="
            );
        }

        ids.Count.ShouldBe(120);
        ids.ShouldBeUnique();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("IngiCg")]
    [InlineData("!!!!")]
    [InlineData("Ilx1ZDgwMGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWEi")]
    public async Task List_is_refused_when_the_page_token_is_not_valid(string token) =>
        Code(await GetAsync($"{Requests}/bysystem/{The.System}?token={token}", HttpStatusCode.BadRequest))
            .ShouldBe("SANDBOX-00006");

    [Fact]
    public async Task Request_is_not_found_when_another_vendor_asks()
    {
        var request = PutRequest();
        var other = await TokenOfAsync(The.Provider);
        var before = World;

        Code(await PostAsync(Requests, NewRequest(), HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        Code(await PostAsync(Requests, NewRequest(externalRef: "seeded"), HttpStatusCode.NotFound, other))
            .ShouldBe("AUTH-00011");
        Code(await GetAsync($"{Requests}/{request.Id}", HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        var byRef = $"{Requests}/byexternalref/{The.System}/{The.Customer}/smartcloud_demo_test";
        Code(await GetAsync(byRef, HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        Code(await GetAsync($"{Requests}/bysystem/{The.System}", HttpStatusCode.NotFound, other))
            .ShouldBe("AUTH-00011");
        Code(await DeleteAsync($"{Requests}/{request.Id}", HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00010");
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Call_is_refused_when_the_request_id_is_not_a_uuid()
    {
        Code(await GetAsync($"{Requests}/not-an-id", HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00006");
        Code(await DeleteAsync($"{Requests}/not-an-id", HttpStatusCode.BadRequest)).ShouldBe("SANDBOX-00006");
        Code(await GetAsync($"{Requests}/{Guid.NewGuid()}", HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
    }

    [Fact]
    public async Task One_request_is_made_when_two_ask_at_once()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => SendAsync(HttpMethod.Post, Requests, Token, NewRequest().ToJsonString()))
        );

        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(7);
        World.Requests.Count.ShouldBe(1);
    }

    private static JsonObject NewAgentRequest(string externalRef = "agent-ref") =>
        new()
        {
            ["externalRef"] = externalRef,
            ["systemId"] = The.AgentSystem,
            ["partyOrgNo"] = The.Accountant,
            ["accessPackages"] = Packages(The.AgentPackage),
            ["redirectUrl"] = "https://smartcloud.example/receipt",
        };
}
