using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Oracle;

/// <summary>Stands in for Maskinporten and Altinn on a socket, in every <see cref="World"/>, each under a path of its own.</summary>
public sealed class StandIn : IAsyncDisposable
{
    private const string Status = "urn:oasis:names:tc:xacml:1.0:status:";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Arrangement> _arranged = new(StringComparer.Ordinal);
    private readonly Uri _address;

    private StandIn(WebApplication app, Uri address)
    {
        _app = app;
        _address = address;
    }

    public StandInKeys Keys { get; } = new();

    public static async Task<StandIn> StartAsync(CancellationToken cancellationToken)
    {
        var address = new Uri($"http://localhost:{FreePort.Find(1)[0]}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        var standIn = new StandIn(app, address);
        foreach (var world in Enum.GetValues<World>())
        {
            standIn.Map(app.MapGroup($"/{world}"), world);
        }

        await app.StartAsync(cancellationToken);
        return standIn;
    }

    /// <summary>Gets the address of a world, which is its issuer too.</summary>
    public string AddressOf(World world) => $"{_address}{world}/";

    /// <summary>Says what a system user's questions are answered from now on, by party, and forgets what it asked.</summary>
    public Arrangement Arrange(string systemUser, params IEnumerable<(string Party, PdpReply Reply)> replies) =>
        _arranged[systemUser] = new Arrangement(replies);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Keys.Dispose();
    }

    private void Map(IEndpointRouteBuilder at, World world)
    {
        at.MapGet(
            "/.well-known/oauth-authorization-server",
            () => world == World.NoKeys ? Results.StatusCode(503) : Metadata(world)
        );
        at.MapGet("/jwks", () => Results.Text(Jwks(), "application/json"));
        at.MapPost("/token", () => world == World.NoOwnToken ? Results.StatusCode(503) : OwnToken(world));
        at.MapGet("/authentication/api/v1/exchange/maskinporten", () => Results.Text(Draft(world)));
        at.MapPost(
            "/accessmanagement/api/v1/resourceowner/authorizedparties",
            () => Results.Text("[]", "application/json")
        );
        at.MapPost("/authorization/api/v1/authorize", context => DecideAsync(context, world));
    }

    private IResult Metadata(World world) =>
        Results.Json(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["issuer"] = AddressOf(world),
                ["token_endpoint"] = AddressOf(world) + "token",
                ["jwks_uri"] = AddressOf(world) + "jwks",
            }
        );

    private string Jwks() => $$"""{"keys":[{{ClientKey.PublicJwkOf(Keys.Maskinporten, TokenDraft.KeyId)}}]}""";

    private IResult OwnToken(World world) =>
        Results.Json(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["access_token"] = Draft(world),
                ["token_type"] = "Bearer",
                ["expires_in"] = 600,
            }
        );

    private string Draft(World world)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new TokenDraft(Keys, AddressOf(world), Guid.NewGuid().ToString(), "974761076", null, now).Sign()[
            "Bearer ".Length..
        ];
    }

    private async Task DecideAsync(HttpContext context, World world)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var question = Question.Read(body!["Request"]!);
        var reply = _arranged[question.SystemUser].Ask(question);
        if (world == World.Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }
        else if (reply.Status == 0)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = "application/json";
            if (reply.Status == StatusCodes.Status429TooManyRequests)
            {
                context.Response.Headers.RetryAfter = "120"; // longer than the API waits
            }

            if (reply.Status != StatusCodes.Status204NoContent)
            {
                await context.Response.WriteAsync(reply.Unreadable ?? Write(reply.Results, question));
            }
        }
    }

    private static string Write(IReadOnlyList<PdpResult> results, Question question) =>
        new JsonObject
        {
            ["response"] = new JsonArray([.. results.Select(result => Write(result, question))]),
        }.ToJsonString();

    private static JsonObject Write(PdpResult result, Question question)
    {
        var written = new JsonObject
        {
            ["status"] = result.Code is null
                ? null
                : new JsonObject
                {
                    ["statusMessage"] = null,
                    ["statusCode"] = new JsonObject { ["value"] = Status + result.Code },
                },
            ["obligations"] = result.Obligations is []
                ? null
                : new JsonArray([.. result.Obligations.Select(one => Obligation(one.Category, one.Value))]),
            ["associateAdvice"] = null,
            ["category"] = result.Echo is { } echo ? question.Repeat(echo) : null,
            ["policyIdentifierList"] = null,
        };
        if (result.Decision is not null)
        {
            written["decision"] = result.Decision;
        }

        return written;
    }

    private static JsonObject Obligation(string category, string value) =>
        new()
        {
            ["id"] = "urn:altinn:obligation:1",
            ["attributeAssignment"] = new JsonArray(
                new JsonObject
                {
                    ["attributeId"] = "urn:altinn:obligation-assignment:1",
                    ["value"] = value,
                    ["category"] = category,
                    ["dataType"] = "http://www.w3.org/2001/XMLSchema#string",
                }
            ),
        };

    /// <summary>What a system user's questions are answered, and which it has asked.</summary>
    public sealed class Arrangement(IEnumerable<(string Party, PdpReply Reply)> replies)
    {
        private readonly Dictionary<string, PdpReply> _replies = replies
            .GroupBy(one => one.Party, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Reply, StringComparer.Ordinal);

        private readonly ConcurrentQueue<string> _asked = [];

        /// <summary>Gets the questions, each once, in their order.</summary>
        public string Asked => string.Join(" + ", _asked.Distinct(StringComparer.Ordinal));

        public PdpReply Ask(Question question)
        {
            _asked.Enqueue($"{question.Action} on {question.Resource} for {question.Party}");
            return _replies[question.Party];
        }
    }

    /// <summary>A question, as it stands in the request.</summary>
    public sealed record Question(string SystemUser, string Action, string Resource, string Party)
    {
        private const string Subject = "urn:altinn:systemuser:uuid";
        private const string ActionId = "urn:oasis:names:tc:xacml:1.0:action:action-id";
        private const string ResourceId = "urn:altinn:resource";
        private const string Organization = "urn:altinn:organization:identifier-no";

        public static Question Read(JsonNode request) =>
            new(
                Attribute(request, "AccessSubject", Subject),
                Attribute(request, "Action", ActionId),
                Attribute(request, "Resource", ResourceId),
                Attribute(request, "Resource", Organization)
            );

        /// <summary>Writes the question as a result repeats it, or another one.</summary>
        public JsonArray Repeat(Echo echo) =>
            [
                Category(Subject, echo == Echo.AnotherSystemUser ? Guid.Empty.ToString() : SystemUser),
                Category(ActionId, echo == Echo.AnotherAction ? "sign" : Action),
                Category(ResourceId, echo == Echo.AnotherResource ? "ske-noe-annet" : Resource),
                Category(Organization, echo == Echo.AnotherParty ? "910459880" : Party),
            ];

        private static JsonObject Category(string id, string value) =>
            new() { ["attribute"] = new JsonArray(new JsonObject { ["attributeId"] = id, ["value"] = value }) };

        private static string Attribute(JsonNode request, string category, string id) =>
            request[category]!
                .AsArray()
                .SelectMany(one => one!["Attribute"]!.AsArray())
                .Single(one => one!["AttributeId"]!.GetValue<string>() == id)!["Value"]!.GetValue<string>();
    }
}
