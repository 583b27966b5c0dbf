using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What is checked of a verified token before anybody is asked: its system user, then its scopes.</summary>
internal sealed class TokenGate(LiveOptions options, TimeProvider time, ILogger<TokenGate> logger)
{
    /// <summary>Finds what is wrong with a token for what is demanded; <see langword="null"/> if nothing.</summary>
    /// <param name="reading">What the token says.</param>
    /// <param name="needsSystemUser">Whether it must speak for a system user.</param>
    /// <param name="scopes">The scopes demanded beside <c>RequiredScopes</c>: one of each list.</param>
    public SystemUserProblem? Check(
        MaskinportenReading reading,
        bool needsSystemUser,
        IReadOnlyList<IReadOnlyList<string>> scopes
    )
    {
        if (HasExpired(reading))
        {
            return SystemUserProblems.TokenExpired;
        }

        if (needsSystemUser && reading.SystemUser is null)
        {
            return reading.Fault is SystemUserFault.Missing or SystemUserFault.None
                ? SystemUserProblems.SystemUserRequired
                : SystemUserProblems.SystemUserInvalid(reading.Fault);
        }

        // The start check stops a demand without scope and audience; what is left are endpoints added, or options changed, after the start.
        return IsOpenToAll(scopes) ? SystemUserProblems.DecisionFailed() : CheckScopes(reading, scopes);
    }

    /// <summary>Finds what is wrong with a token where nothing of the package's is demanded; <see langword="null"/> if nothing.</summary>
    /// <param name="reading">What the token says.</param>
    /// <param name="scopes">The scopes that the app demands in its own words: one of each list.</param>
    public SystemUserProblem? CheckUndemanded(
        MaskinportenReading reading,
        IReadOnlyList<IReadOnlyList<string>> scopes
    ) =>
        HasExpired(reading) ? SystemUserProblems.TokenExpired
        : IsOpenToAll(scopes) ? SystemUserProblems.NoScopeDemanded
        : CheckScopes(reading, scopes);

    /// <summary>Tells whether a token has expired since it was verified: most requests are too short for that, the connection of a hub is not.</summary>
    public bool HasExpired(MaskinportenReading reading) =>
        time.GetUtcNow() - options.Current.Maskinporten.ClockSkew >= reading.Caller.ExpiresAt;

    private bool IsOpenToAll(IReadOnlyList<IReadOnlyList<string>> scopes)
    {
        if (scopes.Count > 0 || !options.Current.TakesTokensForOtherApis)
        {
            return false;
        }

        logger.NoScopeAndNoAudience();
        return true;
    }

    private SystemUserProblem? CheckScopes(MaskinportenReading reading, IReadOnlyList<IReadOnlyList<string>> scopes)
    {
        var current = options.Current;
        return HoldsAll(reading.Caller.Scopes, current.RequiredScopes) && HoldsOneOfEach(reading.Caller.Scopes, scopes)
            ? null
            : SystemUserProblems.InsufficientScope([
                .. current.RequiredScopes.Concat(scopes.SelectMany(any => any)).Distinct(StringComparer.Ordinal),
            ]);
    }

    private static bool HoldsAll(ScopeSet held, IList<string> demanded)
    {
        for (var i = 0; i < demanded.Count; i++)
        {
            if (!held.Contains(demanded[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsOneOfEach(ScopeSet held, IReadOnlyList<IReadOnlyList<string>> demanded)
    {
        for (var i = 0; i < demanded.Count; i++)
        {
            if (!demanded[i].Any(held.Contains))
            {
                return false;
            }
        }

        return true;
    }
}
