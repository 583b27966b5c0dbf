using System.Collections.Concurrent;
using Altinn.ApiClients.Maskinporten.Interfaces;
using Altinn.ApiClients.Maskinporten.Models;

namespace SmartCloud.Maskinporten;

/// <summary>Keeps tokens while they are good. Altinn's own cache has no way to forget a token that a service did not accept.</summary>
/// <param name="time">The clock.</param>
internal sealed class TokenCache(TimeProvider time) : ITokenCacheProvider
{
    // A token must outlive the call that it is sent with; Altinn's client leaves five seconds itself.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (TokenResponse Token, DateTimeOffset GoodUntil)> _tokens = [];

    /// <inheritdoc/>
    public Task<(bool success, TokenResponse result)> TryGetToken(string key) =>
        Task.FromResult(
            _tokens.TryGetValue(key, out var kept) && kept.GoodUntil > time.GetUtcNow() ? (true, kept.Token) : default
        );

    /// <inheritdoc/>
    public Task Set(string key, TokenResponse value, TimeSpan timeToLive)
    {
        var now = time.GetUtcNow();
        Remove(kept => kept.GoodUntil <= now);
        _tokens[key] = (value, now + timeToLive - s_margin);
        return Task.CompletedTask;
    }

    /// <summary>Forgets a token that a service did not accept; a newer one is kept.</summary>
    /// <param name="token">The token.</param>
    public void Forget(string token) => Remove(kept => kept.Token.AccessToken == token);

    private void Remove(Func<(TokenResponse Token, DateTimeOffset GoodUntil), bool> which)
    {
        foreach (var entry in _tokens.Where(entry => which(entry.Value)))
        {
            _tokens.TryRemove(entry);
        }
    }
}
