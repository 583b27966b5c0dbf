using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using SystemUser.Sandbox.Tests.Wire;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>Asks the decision point as an app does that has this client in its configuration.</summary>
internal sealed class ConfiguredProvider(Uri sandbox, string clientId, string privateJwk, string key = "any")
    : IDisposable
{
    public ConfiguredProvider(Uri sandbox, IConfiguration configuration)
        : this(
            sandbox,
            configuration["SystemUser:Client:ClientId"]!,
            configuration["SystemUser:Client:PrivateJwk"]!,
            configuration["SystemUser:Altinn:SubscriptionKey"]!
        ) { }

    public HttpClient Http { get; } = new() { BaseAddress = sandbox };

    public Task<HttpResponseMessage> GrantAsync() =>
        Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", Assertion.Sign(privateJwk, clientId, sandbox.ToString(), TestCaller.AuthorizeScope)),
            ]),
            TestContext.Current.CancellationToken
        );

    public async Task<string?> DecideAsync(
        string party,
        string resource = "ske-krav-og-betalinger",
        string systemUser = "33a0911a-5459-456f-bc57-3d37ef9a016c"
    )
    {
        using var grant = await GrantAsync();
        var granted = await TestCaller.ReadAsync(grant);
        grant.StatusCode.ShouldBe(HttpStatusCode.OK, granted.GetRawText());

        using var exchange = await SendAsync(
            HttpMethod.Get,
            "/authentication/api/v1/exchange/maskinporten",
            granted.GetProperty("access_token").GetString()!,
            content: null
        );
        var token = await exchange.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        using var answer = await SendAsync(
            HttpMethod.Post,
            "/authorization/api/v1/authorize",
            token,
            JsonContent.Create(Question(party, resource, systemUser))
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await TestCaller.ReadAsync(answer)).GetProperty("response")[0].GetProperty("decision").GetString();
    }

    public void Dispose() => Http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static object Question(string party, string resource, string systemUser) =>
        new
        {
            Request = new
            {
                AccessSubject = Category(("urn:altinn:systemuser:uuid", systemUser)),
                Action = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", "read")),
                Resource = Category(
                    ("urn:altinn:resource", resource),
                    ("urn:altinn:organization:identifier-no", party)
                ),
            },
        };

    private static object Category(params (string Id, string Value)[] attributes) =>
        new[]
        {
            new { Attribute = attributes.Select(attribute => new { AttributeId = attribute.Id, attribute.Value }) },
        };
}
