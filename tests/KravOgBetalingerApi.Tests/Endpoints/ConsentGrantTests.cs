using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KravOgBetalingerApi.Tests.Endpoints;

/// <summary>A bank's whole way: a client with a key, a consent, Maskinporten's grant for it, and the call.</summary>
[Collection(Alone.Name)]
public sealed class ConsentGrantTests(RunningSample sample) : IClassFixture<RunningSample>, IDisposable
{
    private const string Party = "310904473";
    private const string Bank = "991825827";
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string Resource = "ske-samtykke-krav-og-betalinger";

    private readonly RSA _key = RSA.Create(2048);
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Claims_come_when_the_party_has_consented_and_no_others()
    {
        var client = await RegisterAsync();

        var token = await GrantedAsync(client, await ConsentAsync(Party, Resource), Party);

        using var answer = await GetAsync(token, Party);
        (await answer.ShouldBeOkAsync())["partIdentifikator"]!.GetValue<string>().ShouldBe(Party);
        using var other = await GetAsync(token, "312714051");
        await other.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "KB-005");
    }

    [Fact]
    public async Task Claims_do_not_come_when_something_else_was_consented_to()
    {
        var client = await RegisterAsync();

        var token = await GrantedAsync(client, await ConsentAsync(Party, "ske-samtykke-inntekt"), Party);

        using var answer = await GetAsync(token, Party);
        await answer.ShouldBeFeilAsync(HttpStatusCode.Forbidden, "KB-005");
    }

    [Fact]
    public async Task No_token_comes_when_the_consent_was_withdrawn_or_is_another_partys()
    {
        var client = await RegisterAsync();
        var consent = await ConsentAsync(Party, Resource);
        using var another = await GrantAsync(client, consent, "312714051");
        another.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var withdrawn = await _http.DeleteAsync(At($"sandbox/consents/{consent}"), Cancel);
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var gone = await GrantAsync(client, consent, Party);
        gone.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Uri At(string path) => new(sample.OrSkip().SandboxAddress, path);

    private async Task<string> RegisterAsync()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.ExportParameters(false)));
        return await PostAsync(
            "sandbox/maskinporten/clients",
            new
            {
                orgNo = Bank,
                name = "Bank",
                scopes = new[] { Scope },
                jwks = new
                {
                    keys = new[]
                    {
                        new
                        {
                            kty = "RSA",
                            kid = "bank",
                            n = key.N,
                            e = key.E,
                        },
                    },
                },
            },
            "clientId"
        );
    }

    private Task<string> ConsentAsync(string giver, string resource) =>
        PostAsync(
            "sandbox/consents",
            new
            {
                giver,
                receiver = Bank,
                resources = new[] { resource },
            },
            "id"
        );

    private async Task<string> PostAsync(string path, object body, string member)
    {
        using var answer = await _http.PostAsJsonAsync(At(path), body, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonElement.Parse(text).GetProperty(member).GetString()!;
    }

    private async Task<string> GrantedAsync(string client, string consent, string giver)
    {
        using var answer = await GrantAsync(client, consent, giver);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonElement.Parse(text).GetProperty("access_token").GetString()!;
    }

    private async Task<HttpResponseMessage> GrantAsync(string client, string consent, string giver)
    {
        // The sandbox is a process of its own, on the machine's clock.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var assertion = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Audience = sample.OrSkip().SandboxAddress.AbsoluteUri,
                Issuer = client,
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddMinutes(2),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["scope"] = Scope,
                    ["jti"] = Guid.NewGuid().ToString(),
                    ["authorization_details"] = JsonSerializer.SerializeToElement(
                        new[]
                        {
                            new
                            {
                                type = "urn:altinn:consent",
                                id = consent,
                                from = $"urn:altinn:organization:identifier-no:{giver}",
                            },
                        }
                    ),
                },
                SigningCredentials = new(new RsaSecurityKey(_key) { KeyId = "bank" }, SecurityAlgorithms.RsaSha256),
            }
        );
        using var form = new FormUrlEncodedContent([
            new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            new("assertion", assertion),
        ]);
        return await _http.PostAsync(At("token"), form, Cancel);
    }

    private async Task<HttpResponseMessage> GetAsync(string token, string party)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(sample.ApiAddress, $"v1/finans/{party}/aapnekrav")
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request, Cancel);
    }
}
