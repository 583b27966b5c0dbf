using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>What this process remembers: permits, and apart from them refusals, so that a flood of refusals pushes no permit out.</summary>
internal sealed class DecisionMemory(LiveOptions options, TimeProvider timeProvider)
{
    private readonly Forgettings _forgettings = new();
    private Caches? _caches;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => _forgettings.Stamp;

    public bool TryGet(in DecisionQuestion question, out DecisionAnswer answer)
    {
        var now = timeProvider.GetUtcNow();
        var caches = CurrentCaches();
        if (
            (caches.Permits.TryGet(question, now, out var entry) || caches.Refusals.TryGet(question, now, out entry))
            && _forgettings.IsCurrent(question.Subject, entry.Stamp)
        )
        {
            answer = new(entry.Decision, DecisionOutcome.Decided, DecisionSource.Cache, entry.DecidedAt);
            return true;
        }

        answer = default;
        return false;
    }

    /// <summary>Tells whether an answer to a question with this stamp may be shared with those who ask now.</summary>
    public bool IsCurrent(SystemUserId systemUser, long stamp) => _forgettings.IsCurrent(systemUser, stamp);

    /// <summary>Gets until when a decision may be remembered: its kind's lifetime, and never past the token that asked.</summary>
    public DateTimeOffset ExpiryOf(PolicyDecision decision, DateTimeOffset decidedAt, DateTimeOffset tokenExpiresAt)
    {
        var current = options.Current.Decisions;
        var lifetime = decision.Decision == Decision.Permit ? current.PermitLifetime : current.RefusalLifetime;
        var expiry = decidedAt + lifetime;
        return expiry < tokenExpiresAt ? expiry : tokenExpiresAt;
    }

    public void Remember(
        in DecisionQuestion question,
        PolicyDecision decision,
        DateTimeOffset decidedAt,
        DateTimeOffset expiresAt,
        long stamp
    )
    {
        var now = timeProvider.GetUtcNow();
        if (expiresAt > now)
        {
            var caches = CurrentCaches();
            var cache = decision.Decision == Decision.Permit ? caches.Permits : caches.Refusals;
            cache.Set(new DecisionEntry(question, decision, decidedAt, expiresAt, stamp), now);
        }
    }

    public void Forget(SystemUserId systemUser) => _forgettings.Forget(systemUser, timeProvider.GetUtcNow());

    /// <summary>Lifetimes and bounds that change while running count at once: what was remembered under the old ones is dropped.</summary>
    private Caches CurrentCaches()
    {
        var current = options.Current.Decisions;
        var caches = Volatile.Read(ref _caches);
        if (caches?.Options == current)
        {
            return caches;
        }

        var renewed = caches?.Fits(current) == true ? caches with { Options = current } : Caches.Create(current);
        return Interlocked.CompareExchange(ref _caches, renewed, caches) == caches ? renewed : CurrentCaches();
    }

    private sealed record Caches(
        DecisionOptions Options,
        TimeSpan PermitLifetime,
        TimeSpan RefusalLifetime,
        int MaxEntries,
        DecisionCache Permits,
        DecisionCache Refusals
    )
    {
        public static Caches Create(DecisionOptions options) =>
            new(
                options,
                options.PermitLifetime,
                options.RefusalLifetime,
                options.MaxEntries,
                new DecisionCache(options.MaxEntries),
                new DecisionCache(options.MaxEntries)
            );

        public bool Fits(DecisionOptions options) =>
            options.PermitLifetime == PermitLifetime
            && options.RefusalLifetime == RefusalLifetime
            && options.MaxEntries == MaxEntries;
    }
}
