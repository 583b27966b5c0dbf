using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What is checked of a verified token before anybody is asked: its caller, its system user, then its scopes.</summary>
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
        if (CheckCaller(reading) is { } problem)
        {
            return problem;
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
        CheckCaller(reading)
        ?? (IsOpenToAll(scopes) ? SystemUserProblems.NoScopeDemanded : CheckScopes(reading, scopes));

    /// <summary>Finds what is wrong with a caller who was let in before: the connection of a hub outlives many a token.</summary>
    public SystemUserProblem? CheckCaller(MaskinportenReading reading)
    {
        var current = options.Current;
        return time.GetUtcNow() - current.Maskinporten.ClockSkew >= reading.Caller.ExpiresAt
                ? SystemUserProblems.TokenExpired
            : IsBlocked(reading.Caller) ? SystemUserProblems.CallerBlocked
            : null;
    }

    public bool IsBlocked(MaskinportenCaller caller) => options.Current.Vendors.Blocks(caller);

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
