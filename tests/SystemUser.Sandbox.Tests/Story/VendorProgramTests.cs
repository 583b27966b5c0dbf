using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Authentication;
using SystemUser.Sandbox.Tests.Maskinporten;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Story;

/// <summary>The calls of a public vendor's program, in their order.</summary>
public sealed class VendorProgramTests : VendorTest
{
    private const string System = "991825827_program";
    private const string Scope = "skatteetaten:kravogbetalinger";

    [Fact]
    public async Task Program_registers_updates_asks_polls_fetches_a_token_exchanges_it_and_cleans_up()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        var system = NewSystem(System);
        system["clientId"] = new JsonArray(client.ClientId);
        system["rights"] = Rights(The.Resource);
        await PostAsync(Register, system.DeepClone());

        var again = await CallAsync(HttpMethod.Post, Register, system.DeepClone(), HttpStatusCode.BadRequest, Token);
        again.GetProperty("validationErrors")[0].GetProperty("code").GetString().ShouldBe("AUTH.VLD-00002");
        await PutAsync($"{Register}/{System}", system);

        var request = NewRequest(The.Customer, "program");
        request["systemId"] = System;
        request["rights"] = Rights(The.Resource);
        request.Remove("redirectUrl");
        var id = (await PostAsync(Requests, request, HttpStatusCode.Created)).GetProperty("id").GetString();
        (await StatusAsync()).ShouldBe("New");
        await CallAsync(
            HttpMethod.Post,
            $"{Base}systemuser/request/{The.Customer}/{id}/approve",
            token: await PersonTokenAsync(The.DailyLeader)
        );
        (await StatusAsync()).ShouldBe("Accepted");

        var claims = client.Claims();
        claims["sub"] = client.ClientId;
        claims["authorization_details"] = MaskinportenClientUnderTest.SystemUser(The.Customer, "program");
        var token = await client.TokenAsync(claims);
        StoryTest.SystemUserIn(token).ShouldBe(id);
        MaskinportenClientUnderTest
            .Payload(await ExchangeAsync(token))
            .GetProperty("urn:altinn:orgNumber")
            .GetString()
            .ShouldBe(The.Vendor);

        await DeleteAsync($"{Register}/{System}");
        (await StatusAsync()).ShouldBe("Accepted");
        claims["jti"] = Guid.NewGuid().ToString();
        await client.RefusedAsync(claims, 400, "invalid_altinn_customer_configuration", "MP-303");

        async Task<string?> StatusAsync() => (await GetAsync($"{Requests}/{id}")).GetProperty("status").GetString();
    }

    private async Task<string> ExchangeAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base}exchange/maskinporten");
        request.Headers.Authorization = new("Bearer", token);
        using var response = await Host.Http.SendAsync(request, Cancelled);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }
}
