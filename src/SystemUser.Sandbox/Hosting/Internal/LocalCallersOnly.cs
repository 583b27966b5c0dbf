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
        if (!options.UnsafeListenBeyondLoopback && !Loopback.IsHost(request.Host.Host))
        {
            return RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "The sandbox answers to the hosts localhost, 127.0.0.1 and [::1] alone."
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

    private static bool ChangesState(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static bool IsOwn(string? origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context, int statusCode, string text)
    {
        context.Response.StatusCode = statusCode;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
