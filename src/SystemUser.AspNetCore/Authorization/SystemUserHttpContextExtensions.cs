using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Authorization.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Decisions;

namespace Microsoft.AspNetCore.Http;

/// <summary>Who calls, and for whom.</summary>
public static class SystemUserHttpContextExtensions
{
    /// <summary>Gets the system user that the request's verified Maskinporten token speaks for.</summary>
    /// <returns><see langword="null"/> if there is no such token, or it speaks for no system user. Never another scheme's identity.</returns>
    /// <remarks>On an endpoint that demands nothing, nothing but the token itself is checked: it may be meant for another API.</remarks>
    public static AltinnSystemUser? GetSystemUser(this HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return MaskinportenIdentities.Single(httpContext.User)?.SystemUser;
    }

    /// <summary>Gets who the request's verified Maskinporten token was issued to, with or without a system user.</summary>
    /// <returns><see langword="null"/> if there is no such token.</returns>
    /// <remarks>On an endpoint that demands nothing, nothing but the token itself is checked: it may be meant for another API.</remarks>
    public static MaskinportenCaller? GetMaskinportenCaller(this HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return MaskinportenIdentities.Single(httpContext.User)?.Caller;
    }

    /// <summary>Gets the party that the endpoint's right was checked for.</summary>
    /// <returns><see langword="null"/> if the endpoint was reached without a right being checked.</returns>
    /// <exception cref="InvalidOperationException">Rights were checked for different parties, so that none of them is "the" party.</exception>
    public static AuthorizedParty? GetAuthorizedParty(this HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var admission = Admission.Of(httpContext);
        return admission is { IsAmbiguous: true }
            ? throw new InvalidOperationException(
                "Rights were checked for different parties on this request. Take the party from one place in all of the endpoint's demands, or ask for the others with ISystemUserAuthorizer."
            )
            : admission?.Party;
    }

    /// <summary>Gets the rights that let the request in: one for each demand of the endpoint, and of <c>[RequireAnySystemUserRight]</c> the first that was there.</summary>
    /// <returns>The rights, each with its instance among the attributes if it has one; none if the endpoint was reached without a right being checked.</returns>
    public static IReadOnlyList<SystemUserRight> GetGrantedRights(this HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return Admission.Of(httpContext)?.Rights ?? [];
    }
}
