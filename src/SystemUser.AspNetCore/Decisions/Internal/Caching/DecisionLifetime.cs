using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Decisions.Internal.Caching;

/// <summary>How long a decision may be used: for its kind's lifetime, and never past the token that asked.</summary>
internal static class DecisionLifetime
{
    // What hosts' clocks may differ by: a decision of one that is further ahead could be taken again and again.
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Gets until when a decision of this host's may be used.</summary>
    public static DateTimeOffset EndOf(
        PolicyDecision decision,
        DateTimeOffset decidedAt,
        Asker asker,
        DecisionOptions options
    ) => Earlier(decidedAt + LifetimeOf(decision, options), asker.TokenExpiresAt);

    /// <summary>Gets since when and until when a decision of another host's may be used here; <see langword="null"/> if not at all.</summary>
    /// <remarks>Both hosts' lifetimes hold, and the shorter one counts.</remarks>
    public static (DateTimeOffset DecidedAt, DateTimeOffset End)? Of(
        SharedEntry entry,
        Asker asker,
        DecisionOptions options,
        DateTimeOffset now
    )
    {
        if (entry.DecidedAt + LifetimeOf(entry.Decision, options) <= now || entry.DecidedAt - now > s_clockSkew)
        {
            return null;
        }

        var decidedAt = Earlier(entry.DecidedAt, now);
        var end = Earlier(EndOf(entry.Decision, decidedAt, asker, options), entry.ExpiresAt);
        return end > now ? (decidedAt, end) : null;
    }

    private static TimeSpan LifetimeOf(PolicyDecision decision, DecisionOptions options) =>
        decision.Decision == Decision.Permit ? options.PermitLifetime : options.RefusalLifetime;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
