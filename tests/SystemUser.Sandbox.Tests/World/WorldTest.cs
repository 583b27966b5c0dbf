using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.World;

/// <summary>A world of its own for each test, on a clock that the test moves, and ways to call it.</summary>
public abstract class WorldTest : IAsyncLifetime
{
    private WorldHost? _host;

    internal FakeClock Clock { get; } = new();

    internal WorldHost Host => _host!;

    internal WorldState World => Host.Store.Current;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => await StartAsync(new WorldOptions());

    internal async Task StartAsync(WorldOptions options) => _host = await WorldHost.StartAsync(options, Clock);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    internal Task<string> OrganizationTokenAsync(string number, string scopes) =>
        Host.Http.GetStringAsync($"/api/GetEnterpriseToken?orgNo={number}&scopes={scopes}", Cancelled);

    internal Task<string> PersonTokenAsync(string pid) =>
        Host.Http.GetStringAsync($"/api/GetPersonalToken?pid={pid}", Cancelled);

    internal async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpMethod method,
        string url,
        string? token = null,
        string? body = null,
        string contentType = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, url);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        request.Headers.Add("Ocp-Apim-Subscription-Key", "any");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, contentType);
        }

        using var response = await Host.Http.SendAsync(request, Cancelled);
        return (response.StatusCode, await Told.ReadAsync(response, Cancelled));
    }

    /// <summary>Puts one plain question to the decision point.</summary>
    internal async Task<JsonElement> AskAsync(
        object systemUser,
        string party,
        string action = "read",
        string resource = The.Resource,
        string partyType = "urn:altinn:organization:identifier-no"
    )
    {
        var answer = await AuthorizeAsync(
            new JsonObject
            {
                ["Request"] = new JsonObject
                {
                    ["AccessSubject"] = Category(("urn:altinn:systemuser:uuid", systemUser.ToString()!)),
                    ["Action"] = Category(("urn:oasis:names:tc:xacml:1.0:action:action-id", action)),
                    ["Resource"] = Category(("urn:altinn:resource", resource), (partyType, party)),
                },
            }.ToJsonString()
        );
        return answer.GetProperty("response").EnumerateArray().Single();
    }

    /// <summary>Puts a body to the decision point, which answers 200.</summary>
    internal async Task<JsonElement> AuthorizeAsync(string body)
    {
        var token = await OrganizationTokenAsync(The.Provider, "altinn:authorization/authorize");
        var (status, answer) = await SendAsync(HttpMethod.Post, "/authorization/api/v1/authorize", token, body);
        status.ShouldBe(HttpStatusCode.OK);
        return answer;
    }

    /// <summary>The newest entry of the decision log.</summary>
    internal async Task<JsonElement> LastDecisionAsync()
    {
        var (_, body) = await SendAsync(HttpMethod.Get, "/sandbox/decisions?limit=1");
        return body.EnumerateArray().Single();
    }

    internal void Change(Action<WorldDraft> change) =>
        Host.Store.Change<Done>(draft =>
        {
            change(draft);
            return default(Done);
        });

    internal NewUserRequest PutRequest(
        string party = The.Customer,
        SystemUserKind kind = SystemUserKind.Standard,
        Func<NewUserRequest, NewUserRequest>? with = null
    )
    {
        var request = new NewUserRequest
        {
            Id = Guid.NewGuid(),
            Kind = kind,
            SystemId = kind == SystemUserKind.Agent ? The.AgentSystem : The.System,
            Party = party,
            ExternalRef = "smartcloud_demo_test",
            Rights = kind == SystemUserKind.Agent ? [] : [The.Resource],
            AccessPackages = kind == SystemUserKind.Agent ? [The.AgentPackage] : [],
            Created = Clock.GetUtcNow(),
        };
        request = with?.Invoke(request) ?? request;
        Change(draft => draft.Put(request));
        return request;
    }

    internal static JsonArray Category(params (string Id, string Value)[] attributes) =>
        new(
            new JsonObject
            {
                ["Attribute"] = new JsonArray([
                    .. attributes.Select(attribute => new JsonObject
                    {
                        ["AttributeId"] = attribute.Id,
                        ["Value"] = attribute.Value,
                    }),
                ]),
            }
        );

    internal static string? Decision(JsonElement result) => result.GetProperty("decision").GetString();

    internal static string Status(JsonElement result) =>
        result.GetProperty("status").GetProperty("statusCode").GetProperty("value").GetString()!.Split(':')[^1];
}
