using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>What this process remembers: permits, and apart from them refusals, so that a flood of refusals pushes no permit out.</summary>
internal sealed class DecisionMemory(LiveOptions options, TimeProvider timeProvider)
{
    private readonly ForgottenSystemUsers _forgotten = new(timeProvider);
    private Caches? _caches;

    /// <summary>Gets the stamp of a question that is put now.</summary>
    public long Stamp => _forgotten.Stamp;

    public bool TryGet(in DecisionQuestion question, out DecisionAnswer answer)
    {
        var now = Moment.Now(timeProvider);
        var caches = CurrentCaches();
        if (TryGet(caches.Permits, question, now, out var entry) || TryGet(caches.Refusals, question, now, out entry))
        {
            // Of all that is Indeterminate, only what was found to be an unknown party is remembered.
            var outcome =
                entry.Decision.Decision == Decision.Indeterminate
                    ? DecisionOutcome.PartyUnknown
                    : DecisionOutcome.Decided;
            answer = new(entry.Decision, outcome, DecisionSource.Cache, entry.DecidedAt);
            return true;
        }

        answer = default;
        return false;
    }

    /// <summary>Tells whether an answer to a question with this stamp may be shared with those who ask now.</summary>
    public bool IsCurrent(SystemUserId systemUser, long stamp) => _forgotten.IsCurrent(systemUser, stamp);

    /// <summary>Remembers a decision of this host's.</summary>
    /// <returns>Until when.</returns>
    public DateTimeOffset Remember(DecisionFlight flight, PolicyDecision decision, DateTimeOffset decidedAt)
    {
        var caches = CurrentCaches();
        var expiry = DecisionLifetime.EndOf(decision, decidedAt, flight.Asker, caches.Options);
        Set(caches, flight, decision, decidedAt, expiry);
        return expiry;
    }

    /// <summary>Remembers a decision of another host's, if it may be used here too.</summary>
    public bool Adopt(DecisionFlight flight, SharedEntry entry)
    {
        var caches = CurrentCaches();
        var lifetime = DecisionLifetime.Of(entry, flight.Asker, caches.Options, timeProvider.GetUtcNow());
        if (
            lifetime is not { } usable
            || !_forgotten.IsCurrent(flight.Stamp)
            || !_forgotten.IsCurrent(flight.Question.Subject, entry.Generation.Forgetting)
        )
        {
            return false;
        }

        Set(caches, flight, entry.Decision, usable.DecidedAt, usable.End);
        return true;
    }

    /// <summary>Forgets a system user.</summary>
    /// <returns>The generation of it that the other hosts are to know.</returns>
    public Guid Forget(SystemUserId systemUser) => _forgotten.Forget(systemUser);

    /// <inheritdoc cref="ForgottenSystemUsers.Hear"/>
    public void Hear(SystemUserId systemUser, Guid generation) => _forgotten.Hear(systemUser, generation);

    /// <inheritdoc cref="ForgottenSystemUsers.ForgetAll"/>
    public void ForgetAll() => _forgotten.ForgetAll();

    /// <summary>What was remembered of a system user before it was forgotten is as good as gone.</summary>
    private bool TryGet(DecisionCache cache, in DecisionQuestion question, Moment now, out DecisionEntry entry) =>
        cache.TryGet(question, now, out entry) && _forgotten.IsCurrent(question.Subject, entry.Stamp);

    /// <summary>Sets an entry in the caches whose lifetimes it has: if they have changed meanwhile, those are gone, and it with them.</summary>
    private void Set(
        Caches caches,
        DecisionFlight flight,
        PolicyDecision decision,
        DateTimeOffset decidedAt,
        DateTimeOffset expiresAt
    )
    {
        var now = Moment.Now(timeProvider);
        var lifetime = expiresAt - now.Time;
        if (lifetime > TimeSpan.Zero)
        {
            var cache = decision.Decision == Decision.Permit ? caches.Permits : caches.Refusals;
            var end = new Moment(
                expiresAt,
                now.Timestamp + (long)(lifetime.TotalSeconds * timeProvider.TimestampFrequency)
            );
            cache.Set(new DecisionEntry(flight.Question, decision, decidedAt, end, flight.Stamp), now);
        }
    }

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
