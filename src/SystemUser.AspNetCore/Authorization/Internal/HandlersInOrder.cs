using Microsoft.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has the package's handler come last: it asks and records only what nobody else has refused.</summary>
internal sealed class HandlersInOrder(IEnumerable<IAuthorizationHandler> handlers) : IAuthorizationHandlerProvider
{
    private readonly IAuthorizationHandler[] _handlers =
    [
        .. handlers.OrderBy(handler => handler is SystemUserAuthorizationHandler),
    ];

    public Task<IEnumerable<IAuthorizationHandler>> GetHandlersAsync(AuthorizationHandlerContext context)
    {
        MixedAuthorization.Begin(context.Requirements);
        return Task.FromResult<IEnumerable<IAuthorizationHandler>>(_handlers);
    }
}
