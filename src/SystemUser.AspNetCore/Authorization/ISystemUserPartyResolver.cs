using Microsoft.AspNetCore.Http;

namespace SystemUser.AspNetCore.Authorization;

/// <summary>Finds whose data a request is about where the request does not say: the owner of a stored document, or what stands in a body.</summary>
/// <remarks>
/// Named by <c>PartyFrom</c> and taken from the app's services under its own type, of any lifetime. Asked after the token and its scopes were accepted: once in a
/// request, and at each call of a hub's method that demands a right. A <see cref="BadHttpRequestException"/>, or a body that breaks off, is answered 400
/// <c>party-invalid</c>; anything else that it throws, or taking longer than <c>SystemUser:Decisions:TotalTimeout</c>, 503 <c>decision-failed</c>.
/// </remarks>
public interface ISystemUserPartyResolver
{
    /// <summary>Finds the party.</summary>
    /// <param name="httpContext">The request. <c>HttpContext.GetSystemUser()</c> says who calls; whether that caller may is not for the resolver to say.</param>
    /// <param name="cancellationToken">Ends with the request, and with the time that the resolver has. Heed it: a request that has ended waits for the resolver until then, since it may still read the body.</param>
    /// <returns>
    /// The organization number, which is checked as one that stands in the request: anything but nine digits is answered 400 <c>party-invalid</c>.
    /// <see langword="null"/> if there is nothing that could belong to anybody: 404 <c>party-not-found</c>.
    /// </returns>
    ValueTask<string?> ResolveAsync(HttpContext httpContext, CancellationToken cancellationToken);
}
