using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Maskinporten;

namespace SmartCloud.Altinn;

/// <summary>The vendor's own token at Altinn, kept while it is good.</summary>
/// <param name="maskinporten">What it is made of.</param>
/// <param name="exchanges">Makes an exchange for each fetch.</param>
/// <param name="time">The clock.</param>
public sealed class AltinnTokens(MaskinportenTokens maskinporten, IServiceScopeFactory exchanges, TimeProvider time)
{
    private static readonly TokenRequest Vendor = new(SystemKind.Standard, string.Join(' ', Scopes));

    private readonly TokenCache<TokenRequest> _cache = new(time);

    /// <summary>Gets the scopes that a vendor needs at Altinn.</summary>
    public static IReadOnlyList<string> Scopes =>
        [
            "altinn:authentication/systemregister.write",
            "altinn:authentication/systemuser.request.read",
            "altinn:authentication/systemuser.request.write",
        ];

    /// <summary>Gives the token.</summary>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<AccessToken>> GetAsync(CancellationToken cancellationToken) =>
        _cache.GetAsync(Vendor, ExchangeAsync, cancellationToken);

    /// <summary>Forgets a token that Altinn did not accept.</summary>
    /// <param name="token">The token.</param>
    public void Forget(AccessToken token) => _cache.Forget(Vendor, token);

    private async Task<Answer<AccessToken>> ExchangeAsync(CancellationToken cancellationToken)
    {
        var answer = await maskinporten.GetAsync(Vendor, cancellationToken);
        if (!answer.TryGet(out var token, out var failure))
        {
            return failure;
        }

        await using var scope = exchanges.CreateAsyncScope();
        var exchanged = await scope
            .ServiceProvider.GetRequiredService<AltinnTokenExchange>()
            .ExchangeAsync(token, cancellationToken);
        if (exchanged.Failure is { Kind: FailureKind.TokenNotAccepted })
        {
            maskinporten.Forget(Vendor, token);
        }

        return exchanged;
    }
}
