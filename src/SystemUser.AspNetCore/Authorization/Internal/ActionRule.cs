using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Which action a request's method stands for.</summary>
internal static class ActionRule
{
    /// <summary>Gets the action of a request; <see langword="null"/> where the method says nothing of what is done: hubs, gRPC, other methods.</summary>
    public static ActionId? Of(HttpContext? httpContext) =>
        httpContext is null || IsHub(httpContext) || IsGrpc(httpContext.Request)
            ? null
            : Of(httpContext.Request.Method);

    /// <summary>Gets the action of a method; <see langword="null"/> for one that stands for none.</summary>
    public static ActionId? Of(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? ActionId.Read
        : HttpMethods.IsPost(method)
        || HttpMethods.IsPut(method)
        || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method)
            ? ActionId.Write
        : null;

    private static bool IsHub(HttpContext httpContext) =>
        httpContext.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;

    private static bool IsGrpc(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
}
