using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>The story from the vendor's side, over HTTP, from nothing to a token and back to none.</summary>
public sealed class StoryTests : VendorTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";

    [Fact]
    public async Task A_vendor_registers_asks_is_approved_and_gets_a_token()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var system = NewSystem();
        system["clientId"] = new JsonArray(client.ClientId);
        await PostAsync(Register, system);

        var request = NewRequest(externalRef: "story");
        request["systemId"] = "991825827_new";
        request["redirectUrl"] = "https://new.example/receipt?id=1";
        var made = await PostAsync(Requests, request, HttpStatusCode.Created);
        var id = made.GetProperty("id").GetString();
        made.GetProperty("status").GetString().ShouldBe("New");
        made.GetProperty("confirmUrl")
            .GetString()
            .ShouldBe($"{Issuer}accessmanagement/ui/systemuser/request?id={id}&DONTCHOOSEREPORTEE=true");
        var claims = client.Claims();
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(The.Customer, "story");
        await client.RefusedAsync(claims, 400, "invalid_altinn_customer_configuration", "MP-303");

        await CallAsync(
            HttpMethod.Post,
            $"{Base}systemuser/request/{The.Customer}/{id}/approve",
            token: await PersonTokenAsync(The.DailyLeader)
        );

        (await GetAsync($"{Requests}/{id}")).GetProperty("status").GetString().ShouldBe("Accepted");
        claims["jti"] = "a new one";
        var details = MaskinportenClientUnderTest
            .Payload(await client.TokenAsync(claims))
            .GetProperty("authorization_details")[0];
        details.GetProperty("system_id").GetString().ShouldBe("991825827_new");
        var systemUser = details.GetProperty("systemuser_id")[0].GetString()!;
        Decision(await AskAsync(systemUser, The.Customer)).ShouldBe("Permit");
    }
}
