using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.Sandbox.Tests.Wire;

/// <summary>An API provider that calls the sandbox over real HTTP, with an assertion signed by hand.</summary>
internal sealed class TestCaller(ScriptedSandbox sandbox, SigningKey? key = null) : IDisposable
{
    public const string AuthorizeScope = "altinn:authorization/authorize";

    private readonly RSA _rsa = Assertion.Import((key ?? sandbox.ClientKeys.Current).PrivateJwk);

    public HttpClient Http { get; } = new() { BaseAddress = sandbox.BaseAddress };

    public JsonObject Claims()
    {
        var now = sandbox.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = sandbox.Issuer,
            ["iss"] = sandbox.ClientId,
            ["scope"] = AuthorizeScope,
            ["iat"] = now,
            ["exp"] = now + 30,
            ["jti"] = Guid.NewGuid().ToString(),
        };
    }

    public string Sign(JsonObject claims, string? keyId = null, string algorithm = "RS256") =>
        Assertion.Sign(_rsa, claims, keyId ?? sandbox.ClientKeys.Current.KeyId, algorithm);

    public Task<HttpResponseMessage> PostTokenAsync(
        string assertion,
        string grantType = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    ) =>
        Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([new("grant_type", grantType), new("assertion", assertion)]),
            TestContext.Current.CancellationToken
        );

    public async Task<string> MaskinportenTokenAsync(string? scope = null)
    {
        var claims = Claims();
        claims["scope"] = scope ?? AuthorizeScope;
        var answer = await ReadAsync(await PostTokenAsync(Sign(claims)));
        return answer.GetProperty("access_token").GetString()!;
    }

    public Task<HttpResponseMessage> GetExchangeAsync(string token, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/authentication/api/v1/exchange/maskinporten");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> AltinnTokenAsync(string? scope = null)
    {
        using var answer = await GetExchangeAsync(await MaskinportenTokenAsync(scope));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> AskAsync(
        string body,
        string? token = null,
        string? subscriptionKey = null,
        string contentType = "application/json",
        string accept = "application/json"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/authorization/api/v1/authorize")
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        token ??= await AltinnTokenAsync();
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Headers.TryAddWithoutValidation(
            "Ocp-Apim-Subscription-Key",
            subscriptionKey ?? sandbox.SubscriptionKey
        );
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

    public static JsonElement Payload(string token) =>
        JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));

    public static JsonElement Header(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]));

    /// <summary>Verifies a token against published keys, by hand.</summary>
    public static bool IsSignedByOneOf(string token, JsonElement jwks)
    {
        var header = Header(token);
        var jwk = jwks.GetProperty("keys")
            .EnumerateArray()
            .Single(key => key.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var rsa = Assertion.Import(jwk.GetRawText());
        var signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
        return header.GetProperty("alg").GetString() == "RS256"
            && rsa.VerifyData(
                signed,
                Base64Url.DecodeFromChars(token[(token.LastIndexOf('.') + 1)..]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }

    public void Dispose()
    {
        Http.Dispose();
        _rsa.Dispose();
    }
}
