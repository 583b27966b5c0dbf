using SmartCloud.Failures;

namespace SmartCloud.Maskinporten;

/// <summary>Maskinporten's tokens, kept while they are good.</summary>
/// <param name="clients">Makes a client for each fetch.</param>
/// <param name="time">The clock.</param>
public sealed class MaskinportenTokens(IServiceScopeFactory clients, TimeProvider time)
{
    private readonly TokenCache<TokenRequest> _cache = new(time);

    /// <summary>Gives a token.</summary>
    /// <param name="request">What it is for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public Task<Answer<AccessToken>> GetAsync(TokenRequest request, CancellationToken cancellationToken) =>
        _cache.GetAsync(request, token => FetchAsync(request, token), cancellationToken);

    /// <summary>Forgets a token that a service did not accept.</summary>
    /// <param name="request">What it was for.</param>
    /// <param name="token">The token.</param>
    public void Forget(TokenRequest request, AccessToken token) => _cache.Forget(request, token);

    private async Task<Answer<AccessToken>> FetchAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        await using var scope = clients.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<MaskinportenClient>()
            .FetchAsync(request, cancellationToken);
    }
}
