using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Maskinporten's token endpoint: <c>Cases/maskinporten.json</c>.</summary>
public sealed class MaskinportenTests : IAsyncLifetime
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string SmartCloudsSystem = "e3b0a7d4-5c1f-4f6e-9a2d-1b7c4e8f0a55";

    private static readonly SigningKey s_key = SigningKey.Create();
    private static readonly MaskinportenCases s_file = MaskinportenCases.Read();

    private WorldHost? _host;

    public static TheoryData<string> Cases => [.. s_file.Cases.Select(asked => asked.Case)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Http => _host!.Http;

    public async ValueTask InitializeAsync()
    {
        _host = await WorldHost.StartAsync();
        var path = $"/sandbox/maskinporten/clients/{SmartCloudsSystem}";
        var keys = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(s_key.PublicJwk)) };
        (await Http.PostAsJsonAsync($"{path}/jwks", keys, Cancelled)).EnsureSuccessStatusCode();
        var scopes = new JsonArray(Scope, "altinn:authorization/authorize");
        (await Http.PutAsJsonAsync($"{path}/scopes", scopes, Cancelled)).EnsureSuccessStatusCode();
        (
            await Http.PutAsync($"/sandbox/maskinporten/scopes/access/974761076?scope={Scope}", null, Cancelled)
        ).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sandbox_answers_as_maskinporten_does(string name)
    {
        var asked = s_file.Cases.Single(other => other.Case == name);

        using var response = await Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", Sign(asked)),
            ]),
            Cancelled
        );

        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        ((int)response.StatusCode).ShouldBe(asked.Status, answer.ToString());
        answer["error"]?.ToString().ShouldBe(asked.Error);
        if (asked.Code is { } code)
        {
            answer["error_description"]!.ToString().ShouldEndWith($"({code})");
        }

        foreach (var (claim, value) in asked.Token)
        {
            JsonNode.DeepEquals(Payload(answer)[claim], value).ShouldBeTrue($"{claim} of {Payload(answer)}");
        }
    }

    private string Sign(MaskinportenCase asked)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = s_key.KeyId };
        Change(header, asked.Header);
        var claims = new JsonObject
        {
            ["aud"] = Http.BaseAddress!.AbsoluteUri,
            ["iss"] = SmartCloudsSystem,
            ["scope"] = Scope,
            ["iat"] = 0,
            ["exp"] = 60,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        Change(claims, asked.Claims);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        claims["iat"] = now + claims["iat"]!.GetValue<int>();
        claims["exp"] = now + claims["exp"]!.GetValue<int>();
        return JwtWriter.Sign(header, Fill(claims.ToJsonString()), "RS256", s_key);
    }

    private static void Change(JsonObject members, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            members[name] = value?.DeepClone();
        }
    }

    private string Fill(string text) =>
        text.Replace("{issuer}", Http.BaseAddress!.AbsoluteUri, StringComparison.Ordinal)
            .Replace("{client}", SmartCloudsSystem, StringComparison.Ordinal);

    private static JsonNode Payload(JsonNode answer) =>
        JsonNode.Parse(
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(answer["access_token"]!.ToString().Split('.')[1]))
        )!;
}

/// <summary>The cases of <c>Cases/maskinporten.json</c>.</summary>
internal sealed record MaskinportenCases(IReadOnlyList<MaskinportenCase> Cases)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static MaskinportenCases Read() =>
        JsonSerializer.Deserialize<MaskinportenCases>(
            File.ReadAllText(CaseFile.PathOf("maskinporten.json")),
            s_options
        )!;
}

/// <summary>An assertion, and what comes of it.</summary>
internal sealed record MaskinportenCase
{
    /// <summary>What the case shows.</summary>
    public required string Case { get; init; }

    /// <summary>Claims other than usual.</summary>
    public JsonObject Claims { get; init; } = [];

    /// <summary>Members of the header other than usual.</summary>
    public JsonObject Header { get; init; } = [];

    public required int Status { get; init; }

    public string? Error { get; init; }

    public string? Code { get; init; }

    /// <summary>Claims that the token must have.</summary>
    public JsonObject Token { get; init; } = [];

    /// <summary>Where it is said or seen.</summary>
    public required string Source { get; init; }
}
