using System.Net;
using System.Text;
using SystemUser.Sandbox.Hosting.Internal;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.Tests.Hosting;

/// <summary>The gateway of Altinn knows any subscription key, or those that are named.</summary>
public sealed class SubscriptionKeyTests
{
    private const string Decisions = "/authorization/api/v1/authorize";
    private const string Parties = "/accessmanagement/api/v1/resourceowner/authorizedparties";

    private static readonly string[] NamedKeys =
    [
        "--SystemUserSandbox:SubscriptionKeys:0=good",
        "--SystemUserSandbox:SubscriptionKeys:1=also-good",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Decisions, "good", 200)]
    [InlineData(Decisions, "also-good", 200)]
    [InlineData(Decisions, "Good", 401)]
    [InlineData(Decisions, "unknown", 401)]
    [InlineData(Parties, "good", 200)]
    [InlineData(Parties, "unknown", 401)]
    public async Task Only_listed_keys_are_accepted_when_keys_are_listed(string path, string key, int expected)
    {
        var (status, message) = await CallAsync(path, key, NamedKeys);

        ((int)status).ShouldBe(expected);
        message.ShouldBe(
            expected == 401 ? """{"statusCode":401,"message":"Access denied due to invalid subscription key."}""" : null
        );
    }

    [Theory]
    [InlineData(Decisions)]
    [InlineData(Parties)]
    public async Task Any_key_is_accepted_when_none_is_listed(string path) =>
        (await CallAsync(path, "whatever")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(Decisions)]
    [InlineData(Parties)]
    public async Task Call_is_refused_when_the_subscription_key_is_missing(string path)
    {
        var (status, message) = await CallAsync(path, key: null);

        status.ShouldBe(HttpStatusCode.Unauthorized);
        message.ShouldBe("""{"statusCode":401,"message":"Access denied due to missing subscription key."}""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("my-own-key")]
    public async Task Embedding_apps_key_is_accepted_when_others_are_listed(string? key)
    {
        string[] own = key is null ? [] : [$"--SystemUser:Altinn:SubscriptionKey={key}"];
        await using var app = DevelopedApp.Build(out var address, [.. NamedKeys, .. own]);
        await app.StartAsync(Cancelled);
        using var provider = new ConfiguredProvider(address, app.Configuration);

        (await provider.DecideAsync("310904473")).ShouldBe("Permit");
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public void Start_is_refused_when_the_keys_are_not_an_array() =>
        Should
            .Throw<InvalidOperationException>(() =>
                StandaloneSandbox.Build(["--SystemUserSandbox:SubscriptionKeys=good"])
            )
            .Message.ShouldBe(
                "'SystemUserSandbox:SubscriptionKeys' is 'good'. Set it to an array, such as [\"my-key\"]."
            );

    private static async Task<(HttpStatusCode Status, string? Refusal)> CallAsync(
        string path,
        string? key,
        params string[] settings
    )
    {
        var address = new Uri($"http://127.0.0.1:{DevelopedApp.FreePort()}");
        await using var host = StandaloneSandbox.Build([$"--SystemUserSandbox:Address={address}", .. settings]);
        await host.StartAsync(Cancelled);
        using var client = new HttpClient { BaseAddress = address };
        var token = await client.GetStringAsync(
            "/api/GetEnterpriseToken?orgNo=974761076&scopes=altinn:authorization/authorize+"
                + "altinn:accessmanagement/authorizedparties.resourceowner",
            Cancelled
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent(
            path == Decisions
                ? "{}"
                : """{"type":"urn:altinn:systemuser:uuid","value":"33a0911a-5459-456f-bc57-3d37ef9a016c"}""",
            Encoding.UTF8,
            "application/json"
        );
        if (key is not null)
        {
            request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        }

        using var response = await client.SendAsync(request, Cancelled);
        return (
            response.StatusCode,
            response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(Cancelled)
        );
    }
}
