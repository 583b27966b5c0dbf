using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.ForeignClients;

/// <summary>A vendor whose program is made of others' libraries, none of them this repository's.</summary>
public abstract class ForeignClient(Stages stages)
{
    protected const string ClientId = "e3b0a7d4-5c1f-4f6e-9a2d-1b7c4e8f0a55";
    protected const string Scope = "skatteetaten:kravogbetalinger";
    protected const string ExternalRef = "seeded";
    private const string SystemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c";
    private const string System = "991825827_smartcloud_demo";

    /// <summary>Begins a story in which the vendor has registered a key.</summary>
    protected async Task<Stage> BeginAsync(ClientKey key)
    {
        var stage = await stages.BeginWithoutBrowserAsync();
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(
            new Uri(stage.SandboxAddress, $"sandbox/maskinporten/clients/{ClientId}/jwks"),
            new { keys = new[] { JsonElement.Parse(key.PublicJwk) } },
            TestContext.Current.CancellationToken
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return stage;
    }

    /// <summary>Where the claims of the organization are.</summary>
    protected static Uri ClaimsOf(Stage stage) => new(stage.ApiAddress, $"v1/regnskapssystem/{Vendor.Ape}/aapnekrav");

    /// <summary>The token, as the library verified it, is the seeded system user's.</summary>
    protected static void ShouldSpeakForTheSystemUser(JsonElement claims, Stage stage)
    {
        claims.GetProperty("iss").GetString().ShouldBe(stage.SandboxAddress.AbsoluteUri);
        claims.GetProperty("client_id").GetString().ShouldBe(ClientId);
        claims.GetProperty("scope").GetString().ShouldBe(Scope);
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe("0192:991825827");
        var details = claims.GetProperty("authorization_details").EnumerateArray().ShouldHaveSingleItem();
        details.GetProperty("type").GetString().ShouldBe("urn:altinn:systemuser");
        details.GetProperty("systemuser_id").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(SystemUser);
        details.GetProperty("systemuser_org").GetProperty("ID").GetString().ShouldBe($"0192:{Vendor.Ape}");
        details.GetProperty("system_id").GetString().ShouldBe(System);
    }

    /// <summary>The API let it in.</summary>
    protected static void ShouldBeClaims(JsonElement body)
    {
        body.GetProperty("partIdentifikator").GetString().ShouldBe(Vendor.Ape);
        body.GetProperty("aapentKravMedGjenstaaendeBeloep").GetArrayLength().ShouldBePositive();
    }
}
