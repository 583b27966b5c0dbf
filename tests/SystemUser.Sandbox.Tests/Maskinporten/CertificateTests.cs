using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Tests.Wire;
using SystemUser.Sandbox.Tests.World;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Tests.Maskinporten;

/// <summary>Clients that prove themselves with a business certificate.</summary>
public sealed class CertificateTests : MaskinportenTest
{
    private const string Scope = "skatteetaten:kravogbetalinger";
    private const string Subject = $"CN=SmartCloud AS, serialNumber={The.Vendor}, O=SMARTCLOUD AS, C=NO";

    private static readonly RSA s_key = RSA.Create(2048);
    private static readonly RSA s_other = RSA.Create(2048);

    [Theory]
    [InlineData(Subject)]
    [InlineData($"CN=SmartCloud AS, OID.2.5.4.97=NTRNO-{The.Vendor}, C=NO")]
    public async Task Token_is_granted_when_the_certificate_names_the_clients_organization(string subject)
    {
        var (status, answer) = await PostAsync(Certificate(subject));

        status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        var claims = MaskinportenClientUnderTest.Payload(answer.GetProperty("access_token").GetString()!);
        claims.GetProperty("client_amr").GetString().ShouldBe("virksomhetssertifikat");
        claims.GetProperty("consumer").GetProperty("ID").GetString().ShouldBe($"0192:{The.Vendor}");
    }

    [Theory]
    [InlineData($"CN=Another, serialNumber={The.Stranger}, C=NO")]
    [InlineData("CN=Nobody, C=NO")]
    [InlineData($"CN={The.Vendor}")]
    [InlineData($"CN=Abroad, OID.2.5.4.97=NTRSE-{The.Vendor}")]
    public async Task Token_is_refused_when_the_certificate_names_another_organization(string subject) =>
        await ShouldBeRefusedAsync(await PostAsync(Certificate(subject)), "MP-122");

    [Theory]
    [InlineData(-400, -1)]
    [InlineData(1, 400)]
    public async Task Token_is_refused_when_the_certificate_is_not_valid_today(int fromDays, int toDays) =>
        await ShouldBeRefusedAsync(await PostAsync(Certificate(Subject, fromDays, toDays)), "MP-124");

    [Fact]
    public async Task Token_is_refused_when_another_key_than_the_certificates_has_signed() =>
        await ShouldBeRefusedAsync(await PostAsync(Certificate(Subject), signer: s_other), "MP-124");

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"MIIB\"")]
    [InlineData("[\"MIIB\"]")]
    [InlineData("[\"not base64!\"]")]
    [InlineData("[5]")]
    [InlineData("[[]]")]
    public async Task Token_is_refused_when_x5c_is_not_a_chain(string chain) =>
        await ShouldBeRefusedAsync(await PostAsync(JsonNode.Parse(chain)), "MP-123");

    [Fact]
    public async Task Token_is_refused_when_the_certificates_key_is_not_RSA_of_2048_bits_or_more()
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var weak = new CertificateRequest(Subject, small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await ShouldBeRefusedAsync(await PostAsync(Chain(weak), signer: small), "MP-123");

        var curved = new CertificateRequest(Subject, curve, HashAlgorithmName.SHA256);
        await ShouldBeRefusedAsync(await PostAsync(Chain(curved)), "MP-123");
    }

    [Fact]
    public async Task Token_is_refused_when_a_key_id_that_is_not_registered_is_given_beside_the_certificate() =>
        await ShouldBeRefusedAsync(await PostAsync(Certificate(Subject), keyId: "key"), "MP-120");

    [Fact]
    public async Task Token_is_refused_when_a_client_with_registered_keys_names_none_of_them()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);

        await ShouldBeRefusedAsync(await PostAsync(Certificate(Subject), clientId: client.ClientId), "MP-123");
    }

    [Fact]
    public async Task Token_is_refused_when_an_assertion_by_certificate_is_used_again()
    {
        var claims = Claims(await ClientWithoutKeysAsync());
        (await PostAsync(Certificate(Subject), claims: claims)).Status.ShouldBe(HttpStatusCode.OK);

        await ShouldBeRefusedAsync(await PostAsync(Certificate(Subject), claims: claims), "MP-012");
    }

    private static Task ShouldBeRefusedAsync((HttpStatusCode Status, JsonElement Body) answer, string code)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Body.ToString());
        answer.Body.GetProperty("error").GetString().ShouldBe("invalid_grant");
        answer.Body.GetProperty("error_description").GetString()!.ShouldEndWith($"({code})");
        return Task.CompletedTask;
    }

    private JsonArray Certificate(string subject, int fromDays = -1, int toDays = 400) =>
        Chain(
            new CertificateRequest(subject, s_key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            fromDays,
            toDays
        );

    private JsonArray Chain(CertificateRequest request, int fromDays = -1, int toDays = 400)
    {
        var now = Clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));
        return new JsonArray(Convert.ToBase64String(certificate.RawData));
    }

    private async Task<string> ClientWithoutKeysAsync()
    {
        var client = await RegisterClientAsync(The.Vendor, Scope);
        await CallAsync(HttpMethod.Delete, $"/sandbox/maskinporten/clients/{client.ClientId}/jwks/{client.Key.KeyId}");
        return client.ClientId;
    }

    private JsonObject Claims(string clientId)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["aud"] = Issuer,
            ["iss"] = clientId,
            ["scope"] = Scope,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["jti"] = Guid.NewGuid().ToString(),
        };
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        JsonNode? chain,
        RSA? signer = null,
        string? keyId = null,
        string? clientId = null,
        JsonObject? claims = null
    )
    {
        var header = new JsonObject { ["alg"] = "RS256", ["x5c"] = chain };
        if (keyId is not null)
        {
            header["kid"] = keyId;
        }

        claims ??= Claims(clientId ?? await ClientWithoutKeysAsync());
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = (signer ?? s_key).SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using var response = await Host.Http.PostAsync(
            "/token",
            new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", $"{signed}.{Base64Url.EncodeToString(signature)}"),
            ]),
            Cancelled
        );
        return (response.StatusCode, await TestCaller.ReadAsync(response));
    }

    private static string Encode(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
