using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Asks in code for what <c>[RequireSystemUserRight]</c> asks for at the door. Every answer about a right is recorded by the audit sink.</summary>
/// <remarks>Safe for concurrent use. Whatever goes wrong is a result that did not succeed, and says why; only a wait that is ended is an exception.</remarks>
public interface ISystemUserAuthorizer
{
    /// <summary>Applies all the rules to a request: token, system user, required scopes, then the right for the party.</summary>
    /// <param name="httpContext">The request. What its endpoint has already checked of the token is not checked again.</param>
    /// <param name="right">The right.</param>
    /// <param name="party">The party, the owner or another: whether it is a client is for the policy decision point to say.</param>
    /// <param name="cancellationToken">Ends the wait. Defaults to the end of the request.</param>
    /// <exception cref="ArgumentException">The right or the party is none.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<SystemUserAuthorizationResult> AuthorizeAsync(
        HttpContext httpContext,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks whether a system user has a right for a party that the caller chose. Neither scopes nor the token's expiry are checked.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="right">The right.</param>
    /// <param name="party">The party.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The right or the party is none.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<SystemUserAuthorizationResult> AuthorizeAsync(
        AltinnSystemUser systemUser,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks many questions for one system user with as few calls as the rules allow. Neither scopes nor the token's expiry are checked.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One result for each question, in their order.</returns>
    /// <exception cref="ArgumentException">There is no question (all of no results would have succeeded), or one of them asks for nothing.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    Task<IReadOnlyList<SystemUserAuthorizationResult>> AuthorizeManyAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken = default
    );

    /// <summary>Forgets what was decided for a system user, here and where hosts share: with the package <c>SystemUser.AspNetCore.Redis</c> the others follow within a second, else within <c>PermitLifetime</c>.</summary>
    /// <param name="systemUser">The system user.</param>
    /// <param name="cancellationToken">Not heeded: what has been forgotten here is told to the others, which takes a second at most.</param>
    ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken = default);
}
