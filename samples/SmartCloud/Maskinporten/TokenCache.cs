using System.Collections.Concurrent;
using SmartCloud.Failures;

namespace SmartCloud.Maskinporten;

/// <summary>
/// Keeps tokens while they are good and fetches new ones when they are not: one fetch per key however many wait, and no
/// failure remembered.
/// </summary>
/// <param name="time">The clock.</param>
/// <typeparam name="TKey">What a token is for.</typeparam>
public sealed class TokenCache<TKey>(TimeProvider time)
    where TKey : notnull
{
    // A token must outlive the call that it is sent with.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<TKey, AccessToken> _tokens = [];
    private readonly ConcurrentDictionary<TKey, SemaphoreSlim> _gates = [];

    /// <summary>Gives a token.</summary>
    /// <param name="key">What it is for.</param>
    /// <param name="fetch">Fetches a new one.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    public async Task<Answer<AccessToken>> GetAsync(
        TKey key,
        Func<CancellationToken, Task<Answer<AccessToken>>> fetch,
        CancellationToken cancellationToken
    )
    {
        if (Find(key) is { } kept)
        {
            return kept;
        }

        var gate = _gates.GetOrAdd(key, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Find(key) is { } fetchedMeanwhile)
            {
                return fetchedMeanwhile;
            }

            var answer = await fetch(cancellationToken);
            if (answer.TryGet(out var token, out _))
            {
                _tokens[key] = token;
            }

            return answer;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets a token that a service did not accept; a newer one is kept.</summary>
    /// <param name="key">What it was for.</param>
    /// <param name="token">The token.</param>
    public void Forget(TKey key, AccessToken token) => _tokens.TryRemove(new(key, token));

    private AccessToken? Find(TKey key) =>
        _tokens.TryGetValue(key, out var token) && token.ExpiresAt - Margin > time.GetUtcNow() ? token : null;
}
