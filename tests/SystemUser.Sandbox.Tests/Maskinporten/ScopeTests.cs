using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>What the provider does before all else.</summary>
public sealed class ScopeTests : MaskinportenTest
{
    private const string Path = "/sandbox/maskinporten/scopes";
    private const string Scope = "skatteetaten:mitt/api.les";

    [Fact]
    public async Task Token_is_granted_only_while_the_provider_grants_the_scope()
    {
        var scope = await CreateAsync();
        scope
            .ToString()
            .ShouldBe(
                """{"name":"skatteetaten:mitt/api.les","owner":"974761076","description":"Mitt API","isOpen":false,"tokenLifetime":60,"consumers":[]}"""
            );
        var client = await RegisterClientAsync(The.Vendor, Scope);
        await client.RefusedAsync(client.Claims(), 400, "invalid_scope", "MP-250");

        var granted = await CallAsync(HttpMethod.Put, $"{Path}/access/{The.Vendor}?scope={Scope}");
        granted.GetProperty("consumers").EnumerateArray().Select(item => item.GetString()).ShouldBe([The.Vendor]);
        await CallAsync(HttpMethod.Put, $"{Path}/access/{The.Vendor}?scope={Scope}");
        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync());
        (payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64()).ShouldBe(60);

        await CallAsync(HttpMethod.Delete, $"{Path}/access/{The.Vendor}?scope={Scope}");
        await client.RefusedAsync(client.Claims(), 400, "invalid_scope", "MP-250");
    }

    [Fact]
    public async Task Token_is_granted_when_the_scope_is_open_or_the_clients_own()
    {
        await CreateAsync();
        var owner = await RegisterClientAsync(The.Provider, Scope);
        await owner.TokenAsync();
    }

    [Fact]
    public async Task Token_is_granted_to_anyone_when_the_scope_is_open()
    {
        await CallAsync(
            HttpMethod.Post,
            Path,
            new JsonObject
            {
                ["name"] = Scope,
                ["owner"] = The.Provider,
                ["isOpen"] = true,
            },
            HttpStatusCode.Created
        );

        var anyone = await RegisterClientAsync(The.Stranger, Scope);

        await anyone.TokenAsync();
    }

    [Fact]
    public async Task Altinns_scopes_are_ordered()
    {
        const string ordered = "altinn:authentication/systemregister.write";
        var client = await RegisterClientAsync(The.Stranger, ordered);
        await client.RefusedAsync(client.Claims(), 400, "invalid_scope", "MP-250");

        await CallAsync(HttpMethod.Put, $"{Path}/access/{The.Stranger}?scope={ordered}");

        await client.TokenAsync();
    }

    [Fact]
    public async Task Foreign_organization_gets_a_token_with_its_own_scheme_when_the_scope_is_granted_to_it()
    {
        const string foreign = "0009:FR12345678901";
        const string ordered = "altinn:authentication/systemregister.write";
        await CallAsync(HttpMethod.Put, $"{Path}/access/{foreign}?scope={ordered}");
        var client = await RegisterClientAsync(foreign, ordered);

        var payload = MaskinportenClientUnderTest.Payload(await client.TokenAsync());

        payload.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe(foreign);
    }

    [Fact]
    public async Task Only_its_scopes_are_listed_when_an_owner_is_named()
    {
        var scopes = await CallAsync(HttpMethod.Get, $"{Path}?owner={The.Provider}");

        scopes
            .EnumerateArray()
            .Select(scope => scope.GetProperty("name").GetString())
            .ShouldBe(["skatteetaten:innrapporteringboligselskap", "skatteetaten:kravogbetalinger"]);
    }

    [Theory]
    [InlineData("name", "", "SANDBOX-00005", 400)]
    [InlineData("name", "noprefix", "SANDBOX-00005", 400)]
    [InlineData("name", "Skatt:api", "SANDBOX-00005", 400)]
    [InlineData("name", "skatt:", "SANDBOX-00005", 400)]
    [InlineData("name", "skatt:a b", "SANDBOX-00005", 400)]
    [InlineData("name", "skatt:a\n", "SANDBOX-00005", 400)]
    [InlineData("name", null, "SANDBOX-00005", 400)]
    [InlineData("owner", "999999999", "SANDBOX-00207", 400)]
    [InlineData("owner", null, "SANDBOX-00207", 400)]
    [InlineData("name", "skatteetaten:kravogbetalinger", "SANDBOX-00206", 409)]
    public async Task Scope_is_refused_when_the_body_is_not_valid(string member, string? value, string code, int status)
    {
        var body = NewScope();
        body[member] = value;
        var before = World;

        var problem = await CallAsync(HttpMethod.Post, Path, body, (HttpStatusCode)status);

        problem.GetProperty("code").GetString().ShouldBe(code);
        World.ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    public async Task Scope_is_refused_when_the_lifetime_is_out_of_range(int lifetime)
    {
        var body = NewScope();
        body["tokenLifetime"] = lifetime;

        var problem = await CallAsync(HttpMethod.Post, Path, body, HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("SANDBOX-00005");
    }

    [Theory]
    [InlineData("PUT", "/access/991825827?scope=no:such", 404, "SANDBOX-00205")]
    [InlineData("PUT", "/access/991825827", 404, "SANDBOX-00205")]
    [InlineData("PUT", "/access/999999999?scope=skatteetaten:kravogbetalinger", 400, "SANDBOX-00207")]
    [InlineData("DELETE", "/access/991825827?scope=no:such", 404, "SANDBOX-00205")]
    [InlineData("PUT", "/delegations/310904473/999999999?scope=skatteetaten:kravogbetalinger", 400, "SANDBOX-00207")]
    [InlineData("DELETE", "/delegations/310904473/991825827?scope=no:such", 404, "SANDBOX-00205")]
    public async Task Grant_is_refused_when_the_scope_or_organization_is_unknown(
        string method,
        string path,
        int status,
        string code
    )
    {
        var problem = await CallAsync(new HttpMethod(method), Path + path, null, (HttpStatusCode)status);

        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    private Task<System.Text.Json.JsonElement> CreateAsync() =>
        CallAsync(HttpMethod.Post, Path, NewScope(), HttpStatusCode.Created);

    private static JsonObject NewScope() =>
        new()
        {
            ["name"] = Scope,
            ["owner"] = The.Provider,
            ["description"] = "Mitt API",
            ["tokenLifetime"] = 60,
        };
}
