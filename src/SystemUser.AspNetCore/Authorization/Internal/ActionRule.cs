using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Which action a request stands for: what its endpoint declares counts, not what the request is made to look like after routing.</summary>
internal static class ActionRule
{
    // The metadata of Grpc.AspNetCore, which the package does not depend on.
    private const string GrpcMetadata = "Grpc.AspNetCore.Server.GrpcMethodMetadata";

    /// <summary>Gets the action of a request; <see langword="null"/> where nothing says what is done: hubs, gRPC, other methods, upgraded connections.</summary>
    public static ActionId? Of(HttpContext? httpContext)
    {
        if (httpContext is null)
        {
            return null;
        }

        var request = httpContext.Request;
        var endpoint = httpContext.GetEndpoint();
        if (endpoint is not null && SaysNothing(endpoint, request))
        {
            return null;
        }

        return MethodsOf(endpoint) is { Count: > 0 } declared ? Of(request.Method, declared)
            : IsUpgrade(request) ? null
            : Of(request.Method);
    }

    /// <summary>Gets the action of a method; <see langword="null"/> for one that stands for none.</summary>
    public static ActionId? Of(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? ActionId.Read
        : HttpMethods.IsPost(method)
        || HttpMethods.IsPut(method)
        || HttpMethods.IsPatch(method)
        || HttpMethods.IsDelete(method)
            ? ActionId.Write
        : null;

    /// <summary>Gets the methods that an endpoint declares; none if it takes any.</summary>
    public static IReadOnlyList<string> MethodsOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    /// <summary>Tells whether the methods of an endpoint's requests say what is done, as far as can be known before there is a request.</summary>
    public static bool Follows(Endpoint endpoint) =>
        !IsConnection(endpoint) && !IsGrpc(endpoint) && MethodsOf(endpoint).All(method => Of(method) is not null);

    /// <summary>Tells whether it is for each request to say what is done, so that one which does not is the caller's fault.</summary>
    public static bool IsLeftToRequest(Endpoint? endpoint) =>
        endpoint is null || (MethodsOf(endpoint).Count == 0 && !IsConnection(endpoint));

    /// <summary>Only the content type makes it worth looking for gRPC: without it, no such method runs.</summary>
    private static bool SaysNothing(Endpoint endpoint, HttpRequest request) =>
        IsConnection(endpoint)
        || (
            request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true
            && IsGrpc(endpoint)
        );

    private static bool IsConnection(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HubMetadata>() is not null
        || endpoint.Metadata.GetMetadata<NegotiateMetadata>() is not null;

    private static bool IsGrpc(Endpoint endpoint) =>
        endpoint.Metadata.Any(item => item.GetType().FullName == GrpcMetadata);

    /// <summary>A WebSocket is opened by GET, and then carries whatever both sides like; <c>h2c</c> only changes the version of HTTP.</summary>
    private static bool IsUpgrade(HttpRequest request) =>
        request.Headers.Upgrade is { Count: > 0 } upgrade
        && !string.Equals(upgrade, "h2c", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the action of a method that an endpoint declares; of another one, the action that covers all that it declares.</summary>
    private static ActionId? Of(string method, IReadOnlyList<string> declared)
    {
        ActionId? covering = ActionId.Read;
        for (var i = 0; i < declared.Count; i++)
        {
            if (string.Equals(declared[i], method, StringComparison.OrdinalIgnoreCase))
            {
                return Of(method);
            }

            var action = Of(declared[i]);
            covering =
                covering is null || action is null ? null
                : action == ActionId.Write ? action
                : covering;
        }

        return covering;
    }
}
