using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Why a request was not let in: what the answer's status, headers and body are made of. Holds no token, key or exception.</summary>
/// <param name="Code">One of <see cref="SystemUserProblemCodes"/>.</param>
/// <param name="Status">The HTTP status: 400, 401, 403, 404, 429 or 503.</param>
/// <param name="Detail">What is wrong and what puts it right, in a sentence for the caller.</param>
public sealed record SystemUserProblem(string Code, int Status, string Detail)
{
    private const long ShortestWait = TimeSpan.TicksPerSecond;
    private const long LongestWait = 30 * TimeSpan.TicksPerSecond;

    /// <summary>Gets the right that was missing or could not be decided; else <see langword="null"/>.</summary>
    public SystemUserRight? Right { get; init; }

    /// <summary>Gets the party that it was asked for; else <see langword="null"/>.</summary>
    public OrganizationNumber? Party { get; init; }

    /// <summary>Gets all scopes that were demanded, for <c>insufficient-scope</c>; else empty.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Gets how long the caller is asked to wait, 1 to 30 seconds, whatever it is set to; <see langword="null"/> when waiting does not help.</summary>
    public TimeSpan? RetryAfter
    {
        get;
        init =>
            field = value is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, ShortestWait, LongestWait)) : null;
    }

    /// <summary>Makes the answer that <c>[RequireSystemUserRight]</c> would give: status, challenge, <c>Retry-After</c>, and the body by <see cref="ISystemUserProblemWriter"/>.</summary>
    /// <returns>A result for minimal APIs, controllers (also <c>ActionResult&lt;T&gt;</c>), Razor Pages and filters alike.</returns>
    public SystemUserProblemResult ToResult() => new(this);
}
