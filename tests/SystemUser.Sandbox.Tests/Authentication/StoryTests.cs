using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>The story from the vendor's side, over HTTP: what it asks for, and the tokens that it gets and no longer gets.</summary>
public sealed class StoryTests : VendorTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string New = "991825827_new";
    private const string Other = "ske-innrapportering-boligselskap";

    [Fact]
    public async Task Direct_customers_system_user_follows_each_step_when_it_is_approved_changed_and_deleted()
    {
        var client = await RegisterSystemAsync(NewSystem());
        var id = await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource));
        await ShouldHaveNoTokenAsync(client, The.Customer);

        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{id}/approve");
        (await GetAsync($"{Requests}/{id}")).GetProperty("status").GetString().ShouldBe("Accepted");
        var systemUser = await ShouldHaveTokenAsync(client, The.Customer);
        Decision(await AskAsync(systemUser, The.Customer)).ShouldBe("Permit");
        Decision(await AskAsync(systemUser, The.Customer, "write", Other)).ShouldBe("NotApplicable");

        await PutAsync($"{Register}/{New}/rights", Rights(The.Resource, Other));
        var change = Guid.NewGuid();
        await PostAsync(
            $"{Changes}?correlation-id={change}&system-user-id={systemUser}",
            new JsonObject { ["requiredRights"] = Rights(Other) },
            HttpStatusCode.Created
        );
        await AnswerAsync(The.DailyLeader, $"changerequest/{The.Customer}/{change}/approve");
        Decision(await AskAsync(systemUser, The.Customer, "write", Other)).ShouldBe("Permit");

        var (status, _) = await SendAsync(
            HttpMethod.Delete,
            $"{Base}systemuser/{The.Customer}/{systemUser}",
            await PersonTokenAsync(The.DailyLeader)
        );
        status.ShouldBe(HttpStatusCode.Accepted);
        await ShouldHaveNoTokenAsync(client, The.Customer);
        Decision(await AskAsync(systemUser, The.Customer)).ShouldBe("NotApplicable");
        (await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource))).ShouldNotBe(id);
    }

    [Fact]
    public async Task Agent_acts_for_a_client_only_while_the_accountant_has_delegated_it()
    {
        var system = NewSystem();
        system["rights"] = new JsonArray();
        system["accessPackages"] = Packages(The.AgentPackage);
        var client = await RegisterSystemAsync(system);
        var id = await RequestAsync(The.Accountant, Requests + "/agent", packages: Packages(The.AgentPackage));
        await AnswerAsync(The.ClientAdministrator, $"request/agent/{The.Accountant}/{id}/approve");
        var agent = await ShouldHaveTokenAsync(client, The.Accountant);
        await ShouldHaveNoTokenAsync(client, The.Client);
        Decision(await AskAsync(agent, The.Client)).ShouldBe("NotApplicable");

        var clients =
            $"{Base}enduser/systemuser/clients?agent={agent}&client={World.Organizations.Find(The.Client)!.PartyUuid}";
        var person = await PersonTokenAsync(The.ClientAdministrator);
        await CallAsync(HttpMethod.Post, clients, token: person);
        Decision(await AskAsync(agent, The.Client)).ShouldBe("Permit");
        Decision(await AskAsync(agent, The.SoleProprietor)).ShouldBe("NotApplicable");

        await SendAsync(HttpMethod.Delete, clients, person);
        Decision(await AskAsync(agent, The.Client)).ShouldBe("NotApplicable");
    }

    [Fact]
    public async Task System_user_is_made_when_the_vendor_is_its_own_customer()
    {
        var client = await RegisterSystemAsync(NewSystem());
        var id = await RequestAsync(The.Vendor, Requests, rights: Rights(The.Resource));
        await AnswerAsync("11867230124", $"request/{The.Vendor}/{id}/approve");

        var systemUser = await ShouldHaveTokenAsync(client, The.Vendor);

        Decision(await AskAsync(systemUser, The.Vendor)).ShouldBe("Permit");
    }

    [Fact]
    public async Task Rejected_request_can_be_made_again_only_when_it_has_been_withdrawn()
    {
        var client = await RegisterSystemAsync(NewSystem());
        var id = await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource));

        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{id}/reject");

        await ShouldHaveNoTokenAsync(client, The.Customer);
        (await PostAsync(Requests, NewStoryRequest(The.Customer, Rights(The.Resource), null)))
            .GetProperty("status")
            .GetString()
            .ShouldBe("Rejected");
        await DeleteAsync($"{Requests}/{id}", HttpStatusCode.Accepted);
        (await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource))).ShouldNotBe(id);
    }

    [Fact]
    public async Task Approval_is_refused_when_the_request_has_been_withdrawn()
    {
        await RegisterSystemAsync(NewSystem());
        var id = await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource));
        await DeleteAsync($"{Requests}/{id}", HttpStatusCode.Accepted);

        await CallAsync(
            HttpMethod.Post,
            $"{Base}systemuser/request/{The.Customer}/{id}/approve",
            null,
            HttpStatusCode.NotFound,
            await PersonTokenAsync(The.DailyLeader)
        );
    }

    [Fact]
    public async Task No_token_is_granted_when_the_system_has_been_deleted()
    {
        var client = await RegisterSystemAsync(NewSystem());
        var id = await RequestAsync(The.Customer, Requests, rights: Rights(The.Resource));
        await AnswerAsync(The.DailyLeader, $"request/{The.Customer}/{id}/approve");
        await ShouldHaveTokenAsync(client, The.Customer);

        await DeleteAsync($"{Register}/{New}");

        await ShouldHaveNoTokenAsync(client, The.Customer);
    }

    private async Task<MaskinportenClientUnderTest> RegisterSystemAsync(JsonObject system)
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        system["clientId"] = new JsonArray(client.ClientId);
        await PostAsync(Register, system);
        return client;
    }

    private async Task<string> RequestAsync(
        string party,
        string path,
        JsonArray? rights = null,
        JsonArray? packages = null
    ) =>
        (await PostAsync(path, NewStoryRequest(party, rights, packages), HttpStatusCode.Created))
            .GetProperty("id")
            .GetString()!;

    private static JsonObject NewStoryRequest(string party, JsonArray? rights, JsonArray? packages) =>
        new()
        {
            ["externalRef"] = "story",
            ["systemId"] = New,
            ["partyOrgNo"] = party,
            ["rights"] = rights,
            ["accessPackages"] = packages,
            ["redirectUrl"] = "https://new.example/receipt?id=1",
        };

    private async Task AnswerAsync(string pid, string path) =>
        await CallAsync(HttpMethod.Post, $"{Base}systemuser/{path}", token: await PersonTokenAsync(pid));

    private static async Task<string> ShouldHaveTokenAsync(MaskinportenClientUnderTest client, string owner)
    {
        var details = MaskinportenClientUnderTest
            .Payload(await client.TokenAsync(Asking(client, owner)))
            .GetProperty("authorization_details")[0];
        details.GetProperty("system_id").GetString().ShouldBe(New);
        details.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe($"0192:{owner}");
        return details.GetProperty("systemuser_id")[0].GetString()!;
    }

    private static Task ShouldHaveNoTokenAsync(MaskinportenClientUnderTest client, string owner) =>
        client.RefusedAsync(Asking(client, owner), 400, "invalid_altinn_customer_configuration", "MP-303");

    private static JsonObject Asking(MaskinportenClientUnderTest client, string owner)
    {
        var claims = client.Claims();
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(owner, "story");
        return claims;
    }
}
