using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Asks in code for what <c>[RequireSystemUserRight]</c> asks for at the door.</summary>
public interface ISystemUserAuthorizer
{
    /// <summary>Applies all the rules to a request: token, system user, required scopes, then the right for the party.</summary>
    Task<SystemUserAuthorizationResult> AuthorizeAsync(
        HttpContext httpContext,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks whether a system user has a right for a party that the caller chose. Scopes are not checked.</summary>
    Task<SystemUserAuthorizationResult> AuthorizeAsync(
        AltinnSystemUser systemUser,
        SystemUserRight right,
        OrganizationNumber party,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks many questions for one system user with as few calls as the rules allow. Scopes are not checked.</summary>
    /// <returns>One result for each question, in their order.</returns>
    Task<IReadOnlyList<SystemUserAuthorizationResult>> AuthorizeManyAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        CancellationToken cancellationToken = default
    );

    /// <summary>Forgets what was decided for a system user, here and in the shared cache; other hosts follow within <c>PermitLifetime</c>.</summary>
    ValueTask ForgetAsync(SystemUserId systemUser, CancellationToken cancellationToken = default);
}
