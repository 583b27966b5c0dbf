using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>A world whose Maskinporten has clients with keys of their own.</summary>
public abstract class MaskinportenTest : WorldTest
{
    // Making RSA keys is slow, and one is as good as another.
    private static readonly SigningKey s_key = SigningKey.Create();

    internal string Issuer => Host.Http.BaseAddress!.AbsoluteUri;

    /// <summary>Calls the sandbox, which must answer with the status.</summary>
    internal async Task<JsonElement> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body = null,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? token = null
    )
    {
        var (status, answer) = await SendAsync(method, path, token, body?.ToJsonString());
        status.ShouldBe(expected, answer.ValueKind == JsonValueKind.Undefined ? path : answer.ToString());
        return answer;
    }

    /// <summary>Registers a client with a key of its own, over HTTP.</summary>
    internal async Task<MaskinportenClientUnderTest> RegisterClientAsync(string orgNo, params string[] scopes)
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            "/sandbox/maskinporten/clients",
            new JsonObject
            {
                ["orgNo"] = orgNo,
                ["name"] = "A client",
                ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
                ["jwks"] = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(s_key.PublicJwk)) },
            },
            HttpStatusCode.Created
        );
        return new MaskinportenClientUnderTest(this, answer.GetProperty("clientId").GetString()!, s_key, scopes);
    }

    /// <summary>Gives a seeded client a key, as whoever uses it does.</summary>
    internal async Task<MaskinportenClientUnderTest> UseClientAsync(string clientId)
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            $"/sandbox/maskinporten/clients/{clientId}/jwks",
            new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(s_key.PublicJwk)) }
        );
        return new MaskinportenClientUnderTest(
            this,
            clientId,
            s_key,
            [.. answer.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!)]
        );
    }
}
