using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SystemUser.Sandbox.Tests.Wire;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>The provider's client of the app's configuration is known to the sandbox, from token to decision.</summary>
public sealed class EmbeddedStoryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("310904473", "Permit")]
    [InlineData("312714051", "NotApplicable")]
    public async Task The_configured_client_gets_a_decision(string party, string decision)
    {
        await using var app = DevelopedApp.Build(out var address);
        await app.StartAsync(Cancelled);
        using var client = new HttpClient { BaseAddress = address };
        var section = app.Configuration.GetSection("SystemUser");

        var grant = await client.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new(
                    "assertion",
                    Assertion.Sign(
                        section["Client:PrivateJwk"]!,
                        section["Client:ClientId"]!,
                        address.ToString(),
                        "altinn:authorization/authorize"
                    )
                ),
            ]),
            Cancelled
        );
        grant.StatusCode.ShouldBe(HttpStatusCode.OK, await grant.Content.ReadAsStringAsync(Cancelled));
        var token = (await ProviderClient.ReadAsync(grant)).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var altinnToken = await client.GetStringAsync("/authentication/api/v1/exchange/maskinporten", Cancelled);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", altinnToken);
        client.DefaultRequestHeaders.Add("Ocp-Apim-Subscription-Key", section["Altinn:SubscriptionKey"]);
        using var answer = await client.PostAsync(
            "/authorization/api/v1/authorize",
            new StringContent(Question(party), Encoding.UTF8, "application/json"),
            Cancelled
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var result = (await ProviderClient.ReadAsync(answer)).GetProperty("response")[0];
        result.GetProperty("decision").GetString().ShouldBe(decision);
        await app.StopAsync(Cancelled);
    }

    private static string Question(string party) =>
        JsonSerializer.Serialize(
            new
            {
                Request = new
                {
                    AccessSubject = Category("urn:altinn:systemuser:uuid", "33a0911a-5459-456f-bc57-3d37ef9a016c"),
                    Action = Category("urn:oasis:names:tc:xacml:1.0:action:action-id", "read"),
                    Resource = new[]
                    {
                        new
                        {
                            Attribute = new[]
                            {
                                new { AttributeId = "urn:altinn:resource", Value = "ske-krav-og-betalinger" },
                                new { AttributeId = "urn:altinn:organization:identifier-no", Value = party },
                            },
                        },
                    },
                },
            }
        );

    private static object Category(string id, string value) =>
        new[] { new { Attribute = new[] { new { AttributeId = id, Value = value } } } };
}
