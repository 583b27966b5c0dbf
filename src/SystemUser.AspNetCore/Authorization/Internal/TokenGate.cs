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
            return WithoutSystemUser(reading.Fault);
        }

        // The start check stops a demand without scope and audience; what is left are endpoints added, or options changed, after the start.
        return IsOpenToAll(reading, scopes) ? SystemUserProblems.DecisionFailed() : CheckScopes(reading, scopes);
    }

    /// <summary>Finds what is wrong with a token where nothing of the package's is demanded; <see langword="null"/> if nothing.</summary>
    /// <param name="reading">What the token says.</param>
    /// <param name="scopes">The scopes that the app demands in its own words: one of each list.</param>
    public SystemUserProblem? CheckUndemanded(
        MaskinportenReading reading,
        IReadOnlyList<IReadOnlyList<string>> scopes
    ) =>
        CheckCaller(reading)
        ?? (IsOpenToAll(reading, scopes) ? SystemUserProblems.NoScopeDemanded : CheckScopes(reading, scopes));

    /// <summary>Finds what is wrong with a caller, now too if it was let in before: the connection of a hub outlives many a token.</summary>
    public SystemUserProblem? CheckCaller(MaskinportenReading reading)
    {
        var current = options.Current;
        return time.GetUtcNow() - current.Maskinporten.ClockSkew >= reading.Caller.ExpiresAt
                ? SystemUserProblems.TokenExpired
            : IsBlocked(reading.Caller) ? SystemUserProblems.CallerBlocked
            : reading is { Caller.IsExchanged: true, SystemUser: null } ? WithoutSystemUser(reading.Fault)
            : null;
    }

    public bool IsBlocked(MaskinportenCaller caller) => options.Current.Vendors.Blocks(caller);

    private static SystemUserProblem WithoutSystemUser(SystemUserFault fault) =>
        fault is SystemUserFault.Missing or SystemUserFault.None
            ? SystemUserProblems.SystemUserRequired
            : SystemUserProblems.SystemUserInvalid(fault);

    /// <summary>Tells whether a token for any other API would do. Of exchanged tokens an audience says nothing.</summary>
    private bool IsOpenToAll(MaskinportenReading reading, IReadOnlyList<IReadOnlyList<string>> scopes)
    {
        var current = options.Current;
        var isForThisApi = current.Maskinporten.Audience is not null && !reading.Caller.IsExchanged;
        if (scopes.Count > 0 || current.RequiredScopes.Count > 0 || isForThisApi)
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
            if (!HoldsAny(held, demanded[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsAny(ScopeSet held, IReadOnlyList<string> demanded)
    {
        for (var i = 0; i < demanded.Count; i++)
        {
            if (held.Contains(demanded[i]))
            {
                return true;
            }
        }

        return false;
    }
}
