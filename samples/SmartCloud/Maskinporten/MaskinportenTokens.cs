using Altinn.ApiClients.Maskinporten.Config;
using Altinn.ApiClients.Maskinporten.Interfaces;
using Altinn.ApiClients.Maskinporten.Models;
using Altinn.ApiClients.Maskinporten.Services;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Keys;

namespace SmartCloud.Maskinporten;

/// <summary>Tokens of Maskinporten and, in exchange, of Altinn, fetched and kept by Altinn's own client.</summary>
/// <remarks>
/// Where Altinn.ApiClients.Maskinporten falls short: it takes no cancellation (so a caller that hangs up stops waiting, and the
/// fetch goes on), it fetches one token at a time in the whole process, it signs by the system's clock, and what an error was is
/// lost in it (see <see cref="TokenAnswers"/>).
/// </remarks>
/// <param name="clients">Makes a client for each fetch.</param>
/// <param name="keys">The keys that assertions are signed with.</param>
/// <param name="cache">The tokens that are kept.</param>
/// <param name="options">The clients, and where Maskinporten and Altinn are.</param>
internal sealed class MaskinportenTokens(
    IServiceScopeFactory clients,
    ClientKeys keys,
    TokenCache cache,
    IOptions<SmartCloudOptions> options
)
{
    /// <summary>Gives a token.</summary>
    /// <param name="request">What it is for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<AccessToken>> GetAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        await using var scope = clients.CreateAsyncScope();
        var context = new MaskinportenRequestContext
        {
            SystemUser = request.SystemUser is { } systemUser
                ? new() { OrganizationNumber = systemUser.Owner.ToString(), ExternalReference = systemUser.ExternalRef }
                : null,
        };
        try
        {
            var token = await scope
                .ServiceProvider.GetRequiredService<MaskinportenService>()
                .GetToken(new Client(SettingsOf(request), keys.For(request.Client)), context)
                .WaitAsync(cancellationToken);
            return new AccessToken(token.AccessToken);
        }
        catch (NoTokenException refusal)
        {
            return refusal.Failure;
        }
    }

    /// <summary>Forgets a token that a service did not accept.</summary>
    /// <param name="token">The token.</param>
    public void Forget(AccessToken token) => cache.Forget(token.Value);

    private MaskinportenSettings SettingsOf(TokenRequest request)
    {
        var settings = options.Value;
        return new()
        {
            ClientId = settings.SystemFor(request.Client).ClientId,
            Scope = request.Scope,
            TokenEndpoint = settings.Maskinporten.TokenEndpoint!.AbsoluteUri,
            AssertionAudience = settings.Maskinporten.Issuer,
            ExhangeToAltinnToken = request.IsForAltinn,
            TokenExchangeEndpoint = new Uri(
                settings.Altinn.BaseAddress!,
                "authentication/api/v1/exchange/maskinporten"
            ).AbsoluteUri,
        };
    }

    private sealed class Client(IMaskinportenSettings settings, ClientKey key) : IClientDefinition
    {
        public IMaskinportenSettings ClientSettings { get; set; } = settings;

        public Task<ClientSecrets> GetClientSecrets() =>
            Task.FromResult(new ClientSecrets { ClientKey = key.PrivateJwk });
    }
}
