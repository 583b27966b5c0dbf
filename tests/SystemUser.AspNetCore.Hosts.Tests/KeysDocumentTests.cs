using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Core;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Hosts.Tests.Examples;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>What docs/keys.md prints stands in the folder Examples, and its signer signs.</summary>
public sealed class KeysDocumentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_piece_of_code_stands_in_an_example()
    {
        string[] examples =
        [
            .. Directory
                .EnumerateFiles(Markdown.PathOf("tests/SystemUser.AspNetCore.Hosts.Tests/Examples"), "*.cs")
                .Select(file => WithoutLayout(File.ReadAllText(file))),
        ];
        var pieces = Markdown.ReadBlocks("docs/keys.md").Where(block => block.Language == "csharp").ToList();

        pieces.Count.ShouldBe(3);
        foreach (var (_, text) in pieces)
        {
            examples.ShouldContain(example => example.Contains(WithoutLayout(text)), text);
        }
    }

    [Fact]
    public async Task The_example_has_the_vault_sign_what_Maskinporten_takes()
    {
        using var rsa = RSA.Create(2048);
        using var http = new HttpClient(new Vault(rsa)) { BaseAddress = new Uri("https://vault.test") };
        var input = "header.payload"u8.ToArray();

        var signature = await new VaultSigner(http, new Identity()).SignAsync(input, Cancel);

        rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }

    [Fact]
    public async Task An_app_whose_vault_signs_needs_no_key()
    {
        var builder = WebApplication.CreateBuilder();
        foreach (
            var (key, value) in new[]
            {
                ("Client:ClientId", "id"),
                ("Environment", "Test"),
                ("Altinn:SubscriptionKey", "any"),
            }
        )
        {
            builder.Configuration["SystemUser:" + key] = value;
        }

        KeysApp.SignInVault(builder);
        await using var app = builder.Build();

        app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Configuration.SystemUserOptions>>()
            .Value.Client.PrivateJwk.ShouldBeNull();
        app.Services.GetRequiredService<IClientAssertionSigner>().ShouldBeOfType<VaultSigner>();
    }

    private static string WithoutLayout(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Signs digests, as the vault's REST interface does.</summary>
    private sealed class Vault(RSA rsa) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri.ShouldBe(new Uri("https://vault.test/keys/maskinporten/sign?api-version=7.4"));
            request.Headers.Authorization.ShouldNotBeNull().Parameter.ShouldBe("identity");
            var asked = await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken);
            asked.GetProperty("alg").GetString().ShouldBe("RS256");
            var digest = Base64Url.DecodeFromChars(asked.GetProperty("value").GetString());
            var signature = rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return new HttpResponseMessage
            {
                Content = JsonContent.Create(new { value = Base64Url.EncodeToString(signature) }),
            };
        }
    }

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("identity", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => new(GetToken(requestContext, cancellationToken));
    }
}
