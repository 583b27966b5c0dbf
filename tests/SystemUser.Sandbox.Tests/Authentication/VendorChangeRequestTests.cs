using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

public sealed class VendorChangeRequestTests : VendorTest
{
    private const string Other = "ske-innrapportering-boligselskap";
    private const string Package = "urn:altinn:accesspackage:kravogutlegg";
    private readonly Guid _id = Guid.NewGuid();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Change(draft =>
            draft.Put(
                World.Systems.Find(The.System)! with
                {
                    Rights = [The.Resource, Other],
                    AccessPackages = [Package, The.AgentPackage],
                }
            )
        );
    }

    [Fact]
    public async Task Rights_change_when_a_change_request_is_approved()
    {
        var body = NewChange(required: Rights(Other), unwanted: Rights(The.Resource));
        body["requiredAccessPackages"] = Packages(Package);
        body["redirectUrl"] = "https://smartcloud.example/receipt";

        var made = await PostAsync(Path(), body, HttpStatusCode.Created);

        ShouldBeJson(
            made,
            $$"""
            {
              "id": "{{_id}}",
              "externalRef": "seeded",
              "systemId": "991825827_smartcloud_demo",
              "systemUserId": "33a0911a-5459-456f-bc57-3d37ef9a016c",
              "partyOrgNo": "310904473",
              "requiredRights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-innrapportering-boligselskap" }] }],
              "unwantedRights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
              "requiredAccessPackages": [{ "urn": "urn:altinn:accesspackage:kravogutlegg" }],
              "unwantedAccessPackages": [],
              "status": "New",
              "redirectUrl": "https://smartcloud.example/receipt",
              "confirmUrl": "{{Issuer}}accessmanagement/ui/systemuser/changerequest?id={{_id}}&DONTCHOOSEREPORTEE=true",
              "created": "2026-11-20T12:00:00Z",
              "timedOut": false
            }
            """
        );
        Decision(await AskAsync(The.SystemUser, The.Customer)).ShouldBe("Permit");
        await AnswerAsync("approve");
        var user = World.SystemUsers.Find(The.SystemUser)!;
        user.Rights.ShouldBe([Other]);
        user.AccessPackages.ShouldBe([Package]);
        (await GetAsync($"{Changes}/{_id}")).GetProperty("status").GetString().ShouldBe("Accepted");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData(
        """{ "requiredRights": [], "unwantedRights": [], "requiredAccessPackages": [], "unwantedAccessPackages": [] }"""
    )]
    [InlineData(
        """{ "requiredRights": null, "unwantedRights": null, "requiredAccessPackages": null, "unwantedAccessPackages": null }"""
    )]
    public async Task No_change_is_needed_when_all_four_lists_are_empty(string body)
    {
        var before = World;

        var answer = await PostAsync(Path(), JsonNode.Parse(body)!);

        answer.GetProperty("status").GetString().ShouldBe("NoChangeNeeded");
        answer.GetProperty("confirmUrl").GetString().ShouldBe("");
        answer.GetProperty("id").GetGuid().ShouldBe(_id);
        World.ShouldBeSameAs(before);
    }

    [Fact]
    public async Task Same_change_request_is_returned_when_the_correlation_id_is_repeated_while_it_is_new()
    {
        var made = await PostAsync(Path(), NewChange(), HttpStatusCode.Created);

        (await PostAsync(Path(), NewChange())).ToString().ShouldBe(made.ToString());
        World.ChangeRequests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reject")]
    [InlineData("withdraw")]
    [InlineData("time out")]
    public async Task Change_request_is_refused_when_the_correlation_id_has_been_answered(string how)
    {
        await PostAsync(Path(), NewChange(), HttpStatusCode.Created);
        switch (how)
        {
            case "withdraw":
                await DeleteAsync($"{Changes}/{_id}", HttpStatusCode.Accepted);
                break;
            case "time out":
                Clock.Advance(TimeSpan.FromDays(180));
                Token = await TokenOfAsync(The.Vendor);
                (await GetAsync($"{Changes}/{_id}")).GetProperty("status").GetString().ShouldBe("Timedout");
                break;
            default:
                await AnswerAsync(how);
                break;
        }

        Code(await PostAsync(Path(), NewChange(), HttpStatusCode.Conflict)).ShouldBe("AUTH-00061");
        await PostAsync(Path(Guid.NewGuid()), NewChange(), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Change_request_is_refused_when_the_correlation_id_is_of_another_system_user()
    {
        await PostAsync(Path(), NewChange(), HttpStatusCode.Created);
        var other = Guid.NewGuid();
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { Id = other, ExternalRef = "other" }));

        Code(await PostAsync(Path(user: other), NewChange(), HttpStatusCode.Conflict)).ShouldBe("AUTH-00061");
    }

    [Theory]
    [InlineData("")]
    [InlineData("correlation-id=")]
    [InlineData("correlation-id=x")]
    [InlineData("correlation-id=00000000-0000-0000-0000-000000000000")]
    [InlineData(
        "correlation-id=11111111-2222-3333-4444-555555555555&correlation-id=11111111-2222-3333-4444-555555555556"
    )]
    public async Task Change_request_is_refused_when_the_correlation_id_is_missing(string query)
    {
        var text = await RefusedInTextAsync($"{Changes}?{query}&system-user-id={The.SystemUser}");

        text.ShouldStartWith("Missing or invalid QueryParameter: correlation-id.");
    }

    [Fact]
    public async Task Change_request_is_refused_when_the_correlation_id_is_the_system_users_id()
    {
        var text = await RefusedInTextAsync(
            $"{Changes}?correlation-id={The.SystemUser}&system-user-id={The.SystemUser}"
        );

        text.ShouldStartWith("The correlation-id should not be the same as the system-user-id.");
    }

    [Fact]
    public async Task Change_request_is_refused_when_the_system_user_is_not_an_existing_standard_one()
    {
        Code(await PostAsync(Path(user: Guid.NewGuid()), NewChange(), HttpStatusCode.NotFound)).ShouldBe("AUTH-00015");
        Code(await PostAsync($"{Changes}?correlation-id={_id}", NewChange(), HttpStatusCode.NotFound))
            .ShouldBe("AUTH-00015");
        Code(await PostAsync(Path(user: The.Agent), NewChange(), HttpStatusCode.NotFound)).ShouldBe("AUTH-00015");
        Change(draft => draft.Put(World.SystemUsers.Find(The.SystemUser)! with { IsDeleted = true }));
        Code(await PostAsync(Path(), NewChange(), HttpStatusCode.NotFound)).ShouldBe("AUTH-00015");
    }

    [Theory]
    [InlineData(
        "requiredRights",
        """[{ "resource": [{ "id": "urn:altinn:resource", "value": "no-such" }] }]""",
        "AUTH-00001"
    )]
    [InlineData("requiredRights", """[null]""", "AUTH-00001")]
    [InlineData("unwantedRights", """[{ "resource": [] }]""", "AUTH-00001")]
    [InlineData("requiredAccessPackages", """[{ "urn": "urn:altinn:accesspackage:lonn" }]""", "AUTH-00063")]
    [InlineData(
        "requiredAccessPackages",
        """[{ "urn": "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet" }]""",
        "AUTH-00064"
    )]
    [InlineData("redirectUrl", "\"https://evil.example/\"", "AUTH-00021")]
    public async Task Change_request_is_refused_when_the_system_lacks_the_right(
        string member,
        string value,
        string code
    )
    {
        var body = NewChange();
        body[member] = JsonNode.Parse(value);

        Code(await PostAsync(Path(), body, HttpStatusCode.BadRequest)).ShouldBe(code);
        World.ChangeRequests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Change_requests_are_found_when_asked_for_by_reference_or_system()
    {
        await PostAsync(Path(), NewChange(), HttpStatusCode.Created);
        var byId = (await GetAsync($"{Changes}/{_id}")).ToString();

        (await GetAsync($"{Changes}/byexternalref/{The.System}/{The.Customer}/seeded")).ToString().ShouldBe(byId);
        (await GetAsync($"{Changes}/bysystem/{The.System}")).GetProperty("data")[0].ToString().ShouldBe(byId);
        Code(await GetAsync($"{Changes}/byexternalref/{The.System}/{The.Customer}/other", HttpStatusCode.NotFound))
            .ShouldBe("AUTH-00010");

        await AnswerAsync("reject");
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await PostAsync(Path(Guid.NewGuid()), NewChange(), HttpStatusCode.Created);
        (await GetAsync($"{Changes}/byexternalref/{The.System}/{The.Customer}/seeded"))
            .ToString()
            .ShouldBe(second.ToString());
    }

    [Fact]
    public async Task Change_request_is_not_found_when_withdrawn()
    {
        await PostAsync(Path(), NewChange(), HttpStatusCode.Created);

        await DeleteAsync($"{Changes}/{_id}", HttpStatusCode.Accepted);

        Code(await GetAsync($"{Changes}/{_id}", HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        Code(await DeleteAsync($"{Changes}/{_id}", HttpStatusCode.NotFound)).ShouldBe("AUTH-00010");
        (await GetAsync($"{Changes}/bysystem/{The.System}")).GetProperty("data").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Change_request_is_not_found_when_another_vendor_asks()
    {
        await PostAsync(Path(), NewChange(), HttpStatusCode.Created);
        var other = await TokenOfAsync(The.Provider);
        var before = World;

        await PostAsync(Path(Guid.NewGuid()), NewChange(), HttpStatusCode.Unauthorized, other);
        Code(await GetAsync($"{Changes}/{_id}", HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        Code(await GetAsync($"{Changes}/bysystem/{The.System}", HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        var byRef = $"{Changes}/byexternalref/{The.System}/{The.Customer}/seeded";
        Code(await GetAsync(byRef, HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00011");
        Code(await DeleteAsync($"{Changes}/{_id}", HttpStatusCode.NotFound, other)).ShouldBe("AUTH-00010");
        World.ShouldBeSameAs(before);
    }

    private string Path(Guid? id = null, Guid? user = null) =>
        $"{Changes}?correlation-id={id ?? _id}&system-user-id={user ?? The.SystemUser}";

    private async Task AnswerAsync(string how) =>
        await CallAsync(
            HttpMethod.Post,
            $"{Base}systemuser/changerequest/{The.Customer}/{_id}/{how}",
            token: await PersonTokenAsync(The.DailyLeader)
        );

    private async Task<string> RefusedInTextAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new("Bearer", Token);
        request.Content = new StringContent(NewChange().ToJsonString(), null, "application/json");
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    private static JsonObject NewChange(JsonArray? required = null, JsonArray? unwanted = null) =>
        new() { ["requiredRights"] = required ?? Rights(Other), ["unwantedRights"] = unwanted ?? new JsonArray() };
}
