using System.Diagnostics.CodeAnalysis;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Whether a system user may; if not, the problem says why.</summary>
public sealed class SystemUserAuthorizationResult
{
    private SystemUserAuthorizationResult(AuthorizedParty? party, SystemUserProblem? problem)
    {
        Party = party;
        Problem = problem;
    }

    /// <summary>Gets whether the right is there.</summary>
    [MemberNotNullWhen(true, nameof(Party))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    /// <summary>Gets the party that was checked.</summary>
    public AuthorizedParty? Party { get; }

    /// <summary>Gets why not.</summary>
    public SystemUserProblem? Problem { get; }

    /// <summary>Creates a result that lets the system user in.</summary>
    public static SystemUserAuthorizationResult Success(AuthorizedParty party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return new(party, null);
    }

    /// <summary>Creates a result that does not.</summary>
    public static SystemUserAuthorizationResult Failure(SystemUserProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(null, problem);
    }
}
