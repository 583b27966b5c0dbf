using SystemUser.Sandbox.Portal.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>
/// Keeps web pages out: a page on a rebound name has another host, and a page of another site another origin.
/// </summary>
internal sealed class LocalCallersOnly(RequestDelegate next, SandboxOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsKnown(request.Host.Host))
        {
            return RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "The sandbox answers to the hosts localhost, 127.0.0.1 and [::1], and to that of its public address, alone."
            );
        }

        if (ChangesState(request.Method) && request.Headers.Origin.Any(origin => !IsOwn(origin, request)))
        {
            return request.Path.StartsWithSegments(PortalRoutes.Root, StringComparison.OrdinalIgnoreCase)
                ? PortalAnswers.RefuseOtherOriginAsync(context)
                : RefuseAsync(
                    context,
                    StatusCodes.Status403Forbidden,
                    "A page of another origin may not change anything in the sandbox."
                );
        }

        return next(context);
    }

    /// <summary>Whether a host is one that it is reached by. Which those are is not known where it listens beyond loopback and no public address says it.</summary>
    private bool IsKnown(string host) =>
        Loopback.IsHost(host)
        || (
            options.PublicAddress is { } known
                ? string.Equals(host, known.Host, StringComparison.OrdinalIgnoreCase)
                : options.UnsafeListenBeyondLoopback
        );

    private static bool ChangesState(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private bool IsOwn(string? origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || string.Equals(
            origin,
            options.PublicAddress?.GetLeftPart(UriPartial.Authority), // a proxy before it may end TLS
            StringComparison.OrdinalIgnoreCase
        );

    private static Task RefuseAsync(HttpContext context, int statusCode, string text)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
