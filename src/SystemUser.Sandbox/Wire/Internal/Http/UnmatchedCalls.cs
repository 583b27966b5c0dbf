namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Gives a problem body to what routing refuses: an unknown path, or a method that a path does not take.</summary>
internal static class UnmatchedCalls
{
    private static readonly PathString[] s_apis =
    [
        "/token",
        "/api",
        "/authentication",
        "/authorization",
        "/accessmanagement/api",
        "/resourceregistry",
        "/sandbox",
    ];

    private static readonly Problem s_pathUnknown = new(
        "SANDBOX-00106",
        StatusCodes.Status404NotFound,
        "The sandbox has nothing at this path."
    )
    {
        Form = ProblemForm.Own,
    };

    private static readonly Problem s_methodNotAllowed = new(
        "SANDBOX-00107",
        StatusCodes.Status405MethodNotAllowed,
        "The path takes other methods; see the header Allow."
    )
    {
        Form = ProblemForm.Own,
    };

    /// <summary>Goes before routing.</summary>
    public static void UseProblemsForUnmatchedCalls(this IApplicationBuilder app) => app.Use(InvokeAsync);

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var response = context.Response;
        if (response.HasStarted || response.ContentType is not null || !s_apis.Any(IsUnder))
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            await s_methodNotAllowed.ToResult().ExecuteAsync(context);
        }
        else if (response.StatusCode == StatusCodes.Status404NotFound && context.GetEndpoint() is null)
        {
            await s_pathUnknown.ToResult().ExecuteAsync(context);
        }

        bool IsUnder(PathString path) =>
            context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
    }
}
