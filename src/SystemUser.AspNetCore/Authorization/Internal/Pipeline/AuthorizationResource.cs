using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;

namespace SystemUser.AspNetCore.Authorization.Internal.Pipeline;

/// <summary>Finds the request behind what an authorization is about.</summary>
internal static class AuthorizationResource
{
    /// <summary>Gets the request of a resource; <see langword="null"/> for a resource that knows none.</summary>
    public static HttpContext? HttpContextOf(object? resource) =>
        resource switch
        {
            HttpContext httpContext => httpContext,
            HubInvocationContext invocation => invocation.Context.GetHttpContext(),
            HubLifetimeContext lifetime => lifetime.Context.GetHttpContext(),
            ActionContext action => action.HttpContext,
            _ => null,
        };

    /// <summary>Gets the services that belong to a resource: its request's, or those of the one call in a hub.</summary>
    public static IServiceProvider? ServicesOf(object? resource) =>
        resource is HubInvocationContext invocation
            ? invocation.ServiceProvider
            : HttpContextOf(resource)?.RequestServices;
}
