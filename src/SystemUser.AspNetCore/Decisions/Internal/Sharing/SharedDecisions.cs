using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>Decisions shared between hosts through the app's distributed cache. Whatever goes wrong there costs a call to the policy decision point, and nothing else.</summary>
internal sealed class SharedDecisions(
    LiveOptions options,
    TimeProvider timeProvider,
    ILogger<SharedDecisions> logger,
    IDistributedCache? cache = null,
    IDataProtectionProvider? protection = null
)
{
    private static readonly TimeSpan s_budget = TimeSpan.FromMilliseconds(50);

    // Rare, and what it keeps other hosts from: worth waiting for.
    private static readonly TimeSpan s_forgetBudget = TimeSpan.FromSeconds(1);

    // Longer than any decision made before it can live.
    private static readonly TimeSpan s_generationLifetime = TimeSpan.FromMinutes(10);

    private readonly Seam _seam = new("The shared cache");
    private readonly SharedSeal? _seal = protection is null ? null : new(protection);

    public bool IsOn => options.Current.Decisions.UseDistributedCache && cache is not null && _seal is not null;

    /// <summary>Looks a question up.</summary>
    /// <returns>The decision that another host put there, if there is one that may be used; and the system user's generation, which a new decision is put there under, if it could be read.</returns>
    public async ValueTask<(SharedEntry? Entry, Guid? Generation)> FindAsync(DecisionQuestion question)
    {
        try
        {
            using var budget = new CancellationTokenSource(s_budget, timeProvider);
            return await _seam.CallAsync(cancellation => FindAsync(question, cancellation), budget.Token);
        }
        catch (Exception exception)
        {
            logger.SharedCacheFailed("read", exception.GetType().Name);
            return default;
        }
    }

    /// <summary>Puts a decision there for the other hosts.</summary>
    public async Task PutAsync(
        DecisionQuestion question,
        PolicyDecision decision,
        Guid generation,
        DateTimeOffset decidedAt,
        DateTimeOffset expiresAt
    )
    {
        try
        {
            var lifetime = expiresAt - timeProvider.GetUtcNow();
            if (lifetime <= TimeSpan.Zero)
            {
                return;
            }

            var hash = SharedKey.HashOf(question);
            var entry = new SharedEntry(SharedEntry.CurrentVersion, hash, generation, decision, decidedAt, expiresAt);
            await SetAsync(SharedKey.OfDecision(hash), () => _seal!.Seal(entry), lifetime, s_budget);
        }
        catch (Exception exception)
        {
            logger.SharedCacheFailed("write", exception.GetType().Name);
        }
    }

    /// <summary>Begins a new generation of a system user: what was put there before is worth nothing, nor is what is under way.</summary>
    public async ValueTask ForgetAsync(SystemUserId systemUser, Guid generation)
    {
        try
        {
            var key = SharedKey.OfGeneration(systemUser);
            await SetAsync(key, () => _seal!.SealGeneration(key, generation), s_generationLifetime, s_forgetBudget);
        }
        catch (Exception exception)
        {
            logger.SharedCacheNotTold(systemUser.ToString(), exception.GetType().Name);
        }
    }

    private async Task<(SharedEntry? Entry, Guid? Generation)> FindAsync(
        DecisionQuestion question,
        CancellationToken cancellationToken
    )
    {
        var hash = SharedKey.HashOf(question);
        var generationKey = SharedKey.OfGeneration(question.Subject);
        var found = await Task.WhenAll(
            cache!.GetAsync(SharedKey.OfDecision(hash), cancellationToken),
            cache.GetAsync(generationKey, cancellationToken)
        );
        var current = _seal!.OpenGeneration(generationKey, found[1]);
        var entry = found[0] is { } sealedEntry ? _seal.Open(sealedEntry, hash) : null;
        return (entry?.Generation == current && entry.ExpiresAt > timeProvider.GetUtcNow() ? entry : null, current);
    }

    private async Task SetAsync(string key, Func<byte[]> value, TimeSpan lifetime, TimeSpan time)
    {
        using var budget = new CancellationTokenSource(time, timeProvider);
        var expiry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = lifetime };
        await _seam.CallAsync(
            async cancellation =>
            {
                await cache!.SetAsync(key, value(), expiry, cancellation);
                return true;
            },
            budget.Token
        );
    }
}
