using System.Net;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Tests.Authentication;

/// <summary>Who gets to the vendors' APIs.</summary>
public sealed class VendorAccessTests : VendorTest
{
    private const string RegisterWrite = "altinn:authentication/systemregister.write";
    private const string RequestRead = "altinn:authentication/systemuser.request.read";
    private const string RequestWrite = "altinn:authentication/systemuser.request.write";
    private const string Id = "11111111-2222-3333-4444-555555555555";

    public static TheoryData<string, string, string> Endpoints =>
        new()
        {
            { "GET", Register, RegisterWrite },
            { "POST", Register, RegisterWrite },
            { "GET", Register + "/x", RegisterWrite },
            { "PUT", Register + "/x", RegisterWrite },
            { "DELETE", Register + "/x", RegisterWrite },
            { "PUT", Register + "/x/rights", RegisterWrite },
            { "PUT", Register + "/x/accesspackages", RegisterWrite },
            { "GET", Register + "/x/changelog", RegisterWrite },
            { "GET", Base + "systemuser/vendor/bysystem/x", RegisterWrite },
            { "GET", Base + "systemuser/vendor/byquery", RequestWrite },
            { "POST", Requests, RequestWrite },
            { "POST", Requests + "/agent", RequestWrite },
            { "DELETE", $"{Requests}/{Id}", RequestWrite },
            { "GET", $"{Requests}/{Id}", RequestRead },
            { "GET", $"{Requests}/agent/{Id}", RequestRead },
            { "GET", $"{Requests}/byexternalref/a/b/c", RequestRead },
            { "GET", $"{Requests}/agent/byexternalref/a/b/c", RequestRead },
            { "GET", $"{Requests}/bysystem/x", RequestRead },
            { "GET", $"{Requests}/agent/bysystem/x", RequestRead },
            { "POST", Changes, RequestWrite },
            { "DELETE", $"{Changes}/{Id}", RequestWrite },
            { "GET", $"{Changes}/{Id}", RequestRead },
            { "GET", $"{Changes}/byexternalref/a/b/c", RequestRead },
            { "GET", $"{Changes}/bysystem/x", RequestRead },
            { "GET", Base + "systemuser/byExternalId", "altinn:maskinporten/systemuser.read" },
        };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Every_vendor_endpoint_refuses_when_the_token_lacks_its_scope(
        string method,
        string path,
        string scope
    )
    {
        var all = new[] { RegisterWrite, RequestRead, RequestWrite, "altinn:maskinporten/systemuser.read" };
        var others = await OrganizationTokenAsync(The.Vendor, string.Join(' ', all.Where(other => other != scope)));
        var problem = await CallAsync(new HttpMethod(method), path, null, HttpStatusCode.Forbidden, others);
        Code(problem).ShouldBe("SANDBOX-00102");
        problem.GetProperty("detail").GetString()!.ShouldContain(scope);

        var (status, _) = await SendAsync(
            new HttpMethod(method),
            path,
            await OrganizationTokenAsync(The.Vendor, scope)
        );
        status.ShouldNotBe(HttpStatusCode.Forbidden);
        status.ShouldNotBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Every_vendor_endpoint_refuses_when_the_token_names_no_organization(
        string method,
        string path,
        string scope
    )
    {
        Code(await CallAsync(new HttpMethod(method), path, null, HttpStatusCode.Unauthorized))
            .ShouldBe("SANDBOX-00101");

        var tokens = Host.Get<MaskinportenTokenIssuer>();
        var foreign = new JsonObject
        {
            ["scope"] = scope,
            ["consumer"] = new JsonObject { ["authority"] = "iso6523-actorid-upis", ["ID"] = "0007:5567321707" },
        };
        var token = tokens.Issue(foreign, "client", TimeSpan.FromMinutes(2));
        var (status, problem) = await SendAsync(new HttpMethod(method), path, token);

        // Altinn's controllers have three ways to say it.
        var (expected, code) =
            path.StartsWith(Register, StringComparison.Ordinal) ? (HttpStatusCode.Forbidden, "SANDBOX-00108")
            : path == Requests || path == Requests + "/agent" ? (HttpStatusCode.Unauthorized, "AUTH-00023")
            : (HttpStatusCode.Unauthorized, "SANDBOX-00108");
        status.ShouldBe(expected);
        Code(problem).ShouldBe(code);
    }

    [Fact]
    public async Task Vendor_token_is_accepted_when_exchanged_or_as_it_is()
    {
        var client = await RegisterClientAsync(The.Vendor, RegisterWrite);
        var token = await client.TokenAsync();
        await GetAsync(Register, token: token);

        using var exchange = new HttpRequestMessage(HttpMethod.Get, Base + "exchange/maskinporten");
        exchange.Headers.Authorization = new("Bearer", token);
        using var response = await Host.Http.SendAsync(exchange, Cancelled);
        var exchanged = await response.Content.ReadAsStringAsync(Cancelled);
        exchanged.ShouldNotBe(token);
        await GetAsync(Register, token: exchanged);

        Clock.Advance(TimeSpan.FromMinutes(31));
        await GetAsync(Register, HttpStatusCode.Unauthorized, token);
        await GetAsync(Register, HttpStatusCode.Unauthorized, exchanged);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzY29wZSI6ImEifQ.")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task Call_is_refused_when_the_bearer_token_is_not_the_sandboxs(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Register);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var response = await Host.Http.SendAsync(request, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }
}
