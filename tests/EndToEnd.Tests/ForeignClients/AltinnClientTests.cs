using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Altinn.ApiClients.Maskinporten.Config;
using Altinn.ApiClients.Maskinporten.Extensions;
using Altinn.ApiClients.Maskinporten.Models;
using Altinn.ApiClients.Maskinporten.Services;
using EndToEnd.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EndToEnd.Tests.ForeignClients;

/// <summary>A vendor on .NET: Altinn.ApiClients.Maskinporten, as its README says to use it.</summary>
public sealed class AltinnClientTests(Stages stages) : ForeignClient(stages)
{
    [Fact]
    public async Task Fetches_a_token_verifies_it_and_calls_the_api()
    {
        using var key = new ClientKey("altinn");
        await using var stage = await BeginAsync(key);
        var seen = new SeenToken { InnerHandler = new HttpClientHandler() };
        await using var services = AddClient(stage, key, seen).BuildServiceProvider();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, ClaimsOf(stage)).SetMaskinportenRequestContext(
            new MaskinportenRequestContext
            {
                SystemUser = new() { OrganizationNumber = Vendor.Ape, ExternalReference = ExternalRef },
            }
        );

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK, stage.Logs);
        ShouldBeClaims(await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
        var claims = await VerifiedAsync(seen.Token, stage);
        ShouldSpeakForTheSystemUser(claims, stage);
    }

    private const string ClientName = "krav-og-betalinger";

    private static ServiceCollection AddClient(Stage stage, ClientKey key, SeenToken seen)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services
            .AddMaskinportenHttpClient<SettingsJwkClientDefinition>(
                ClientName,
                new MaskinportenSettings
                {
                    ClientId = ClientId,
                    Scope = Scope,
                    EncodedJwk = Convert.ToBase64String(Encoding.UTF8.GetBytes(key.PrivateJwk)),
                    TokenEndpoint = new Uri(stage.SandboxAddress, "token").AbsoluteUri,
                    AssertionAudience = stage.SandboxAddress.AbsoluteUri,
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() => seen);
        return services;
    }

    /// <summary>Verifies a token as Microsoft's libraries do, with nothing given but where the metadata are.</summary>
    private static async Task<JsonElement> VerifiedAsync(string? token, Stage stage)
    {
        var metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            new Uri(stage.SandboxAddress, ".well-known/oauth-authorization-server").AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = false }
        );
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ConfigurationManager = metadata,
                ValidIssuer = stage.SandboxAddress.AbsoluteUri,
                ValidateAudience = false,
            }
        );
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        return JsonElement.Parse(
            Base64Url.DecodeFromChars(result.SecurityToken.ShouldBeOfType<JsonWebToken>().EncodedPayload)
        );
    }

    private sealed class SeenToken : DelegatingHandler
    {
        public string? Token { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Token = request.Headers.Authorization?.Parameter;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
