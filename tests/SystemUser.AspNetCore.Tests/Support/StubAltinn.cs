using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SystemUser.AspNetCore.Tests.Support;

/// <summary>Maskinporten's token endpoint and Altinn as a transport without a network, with faults that no server can produce on demand.</summary>
internal sealed class StubAltinn(TimeProvider clock) : HttpMessageHandler
{
    public delegate Task<HttpResponseMessage> Answer(StubCall call, CancellationToken cancellationToken);

    private int _tokens;
    private int _held;

    public ConcurrentQueue<StubCall> GrantCalls { get; } = new();

    public ConcurrentQueue<StubCall> ExchangeCalls { get; } = new();

    public ConcurrentQueue<StubCall> PdpCalls { get; } = new();

    public ConcurrentQueue<StubCall> OtherCalls { get; } = new();

    /// <summary>Gets or sets what the token endpoint answers.</summary>
    public Answer Grant { get; set; } =
        (_, _) =>
            Json("""{"access_token":"maskinporten.token.x","token_type":"Bearer","expires_in":119,"scope":"s"}""");

    /// <summary>Gets or sets what the exchange answers. Defaults to a new token that lives for <see cref="TokenLifetime"/>.</summary>
    public Answer? Exchange { get; set; }

    /// <summary>Gets or sets what the policy decision point answers. Defaults to a Permit for each question.</summary>
    public Answer Pdp { get; set; } = (call, _) => Json(Permits(call));

    /// <summary>Gets or sets what anything else answers.</summary>
    public Answer Other { get; set; } =
        (call, _) => throw new InvalidOperationException($"Nobody arranged {call.Address}.");

    /// <summary>Gets whether a call waits for an answer that is not made at once.</summary>
    public bool HoldsCalls => Volatile.Read(ref _held) > 0;

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    public static Task<HttpResponseMessage> Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Task.FromResult(
            new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }
        );

    public static Task<HttpResponseMessage> Status(HttpStatusCode status, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status);
        response.Headers.RetryAfter = retryAfter is { } wait ? new(wait) : null;
        return Task.FromResult(response);
    }

    public static Task<HttpResponseMessage> Silence(CancellationToken cancellationToken) =>
        Never<HttpResponseMessage>(cancellationToken);

    /// <summary>Ends with its cancellation alone, and on the thread of that.</summary>
    public static Task<T> Never<T>(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<T>();
        cancellationToken.UnsafeRegister(_ => never.TrySetCanceled(cancellationToken), null);
        return never.Task;
    }

    /// <summary>Makes an answer with one result for each question of a call.</summary>
    public static string Results(StubCall call, Func<JsonNode, string> result) =>
        $$"""{"response":[{{string.Join(',', Questions(call).Select(result))}}]}""";

    public static string Permits(StubCall call) => Results(call, _ => """{"decision":"Permit"}""");

    /// <summary>Gets the resource category of each question of a call.</summary>
    public static List<JsonNode> Questions(StubCall call)
    {
        var request = JsonNode.Parse(call.Body)!["Request"]!;
        var resources = request["Resource"]!.AsArray();
        return request["MultiRequests"] is not { } multi
            ? [resources.Single()!]
            :
            [
                .. multi["RequestReference"]!
                    .AsArray()
                    .Select(reference => (string)reference!["ReferenceId"]![2]!)
                    .Select(id => resources.Single(resource => (string)resource!["Id"]! == id)!),
            ];
    }

    /// <summary>Gets the party that a resource category is about.</summary>
    public static string Party(JsonNode resource) =>
        (string)
            resource["Attribute"]!
                .AsArray()
                .Single(attribute => (string)attribute!["AttributeId"]! == "urn:altinn:organization:identifier-no")![
                "Value"
            ]!;

    /// <summary>Holds all answers of the policy decision point until released.</summary>
    public TaskCompletionSource HoldPdp()
    {
        var release = new TaskCompletionSource();
        var answer = Pdp;
        Pdp = async (call, cancellationToken) =>
        {
            await release.Task;
            return await answer(call, cancellationToken);
        };
        return release;
    }

    public string NewToken(DateTimeOffset? expiresAt = null)
    {
        var payload =
            $$"""{"jti":"{{Interlocked.Increment(ref _tokens)}}","exp":{{(expiresAt ?? clock.GetUtcNow() + TokenLifetime).ToUnixTimeSeconds()}}}""";
        return $"eyJhbGciOiJSUzI1NiJ9.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.c2lnbmF0dXJl";
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
        var call = new StubCall(
            request.Method,
            request.RequestUri!,
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value))
        );
        return request.RequestUri!.AbsolutePath switch
        {
            "/token" => await Receive(GrantCalls, call, Grant, cancellationToken),
            "/authentication/api/v1/exchange/maskinporten" => await Receive(
                ExchangeCalls,
                call,
                Exchange
                    ?? ((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(NewToken()) })),
                cancellationToken
            ),
            "/authorization/api/v1/authorize" => await Receive(PdpCalls, call, Pdp, cancellationToken),
            _ => await Receive(OtherCalls, call, Other, cancellationToken),
        };
    }

    private async Task<HttpResponseMessage> Receive(
        ConcurrentQueue<StubCall> calls,
        StubCall call,
        Answer answer,
        CancellationToken cancellationToken
    )
    {
        calls.Enqueue(call);
        var answering = answer(call, cancellationToken);
        if (answering.IsCompleted)
        {
            return await answering;
        }

        Interlocked.Increment(ref _held);
        try
        {
            return await answering;
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }
}
