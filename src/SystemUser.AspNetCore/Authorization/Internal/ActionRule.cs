using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Which action a request's method stands for.</summary>
internal static class ActionRule
{
    /// <summary>Gets the action of a request; <see langword="null"/> where the method says nothing of what is done: hubs, gRPC, other methods.</summary>
    public static ActionId? Of(HttpContext? httpContext) =>
        httpContext is null || IsTunnel(httpContext) ? null : Of(httpContext.Request.Method);

    public static ActionId? Of(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? ActionId.Read
        : HttpMethods.IsPost(method)
        || HttpMethods.IsPut(method)
        || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method)
            ? ActionId.Write
        : null;

    private static bool IsTunnel(HttpContext httpContext) =>
        httpContext.WebSockets.IsWebSocketRequest
        || httpContext.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null
        || httpContext.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
}
