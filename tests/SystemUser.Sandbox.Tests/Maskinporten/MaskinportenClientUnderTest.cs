using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Wire;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>A registered Maskinporten client that signs assertions and posts them.</summary>
internal sealed class MaskinportenClientUnderTest(
    MaskinportenTest test,
    string clientId,
    SigningKey key,
    IReadOnlyList<string> scopes
)
{
    public string ClientId => clientId;

    public SigningKey Key => key;

    public JsonObject Claims(params string[] asked)
    {
        var now = test.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = test.Issuer,
            ["iss"] = clientId,
            ["scope"] = string.Join(' ', asked.Length == 0 ? scopes : asked),
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = Guid.NewGuid().ToString(),
        };
    }

    public static JsonArray SystemUser(string owner, string? externalRef = null)
    {
        var detail = new JsonObject
        {
            ["type"] = "urn:altinn:systemuser",
            ["systemuser_org"] = new JsonObject { ["authority"] = "iso6523-actorid-upis", ["ID"] = $"0192:{owner}" },
        };
        if (externalRef is not null)
        {
            detail["externalRef"] = externalRef;
        }

        return new JsonArray(detail);
    }

    public string Sign(JsonObject claims) => JwtWriter.Sign(claims, key);

    public Task<HttpResponseMessage> PostAsync(string assertion) =>
        test.Host.Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", assertion),
            ]),
            TestContext.Current.CancellationToken
        );

    /// <summary>Fetches a token, which must come.</summary>
    public async Task<string> TokenAsync(JsonObject? claims = null)
    {
        using var response = await PostAsync(Sign(claims ?? Claims()));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text).GetProperty("access_token").GetString()!;
    }

    /// <summary>Asks for a token, which must be refused.</summary>
    public async Task RefusedAsync(JsonObject claims, int statusCode, string error, string code)
    {
        using var response = await PostAsync(Sign(claims));
        var answer = await TestCaller.ReadAsync(response);
        ((int)response.StatusCode).ShouldBe(statusCode, answer.ToString());
        answer.GetProperty("error").GetString().ShouldBe(error, answer.ToString());
        answer.GetProperty("error_description").GetString()!.ShouldEndWith($"({code})");
        answer.GetProperty("error_uri").GetString()!.ShouldStartWith("https://docs.digdir.no/");
    }

    public static JsonElement Payload(string token) =>
        JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])));
}
