namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>
/// Gives a problem body to what routing refuses: an unknown path, a method that a path does not take, and what Altinn has and the sandbox does
/// not play.
/// </summary>
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

    // Altinn's, by the routes of its controllers.
    private static readonly PathString[] s_notPlayed =
    [
        "/accessmanagement/api/v1/app",
        "/accessmanagement/api/v1/authorizedparties",
        "/accessmanagement/api/v1/authorizedparty",
        "/accessmanagement/api/v1/bff",
        "/accessmanagement/api/v1/enduser/connections",
        "/accessmanagement/api/v1/enduser/maskinportenconsumers",
        "/accessmanagement/api/v1/enduser/maskinportensuppliers",
        "/accessmanagement/api/v1/enduser/request",
        "/accessmanagement/api/v1/enterprise",
        "/accessmanagement/api/v1/internal",
        "/accessmanagement/api/v1/maskinporten",
        "/accessmanagement/api/v1/meta/info/accesspackages/area",
        "/accessmanagement/api/v1/meta/info/accesspackages/group",
        "/accessmanagement/api/v1/meta/info/accesspackages/package",
        "/accessmanagement/api/v1/meta/info/roles",
        "/accessmanagement/api/v1/meta/types",
        "/accessmanagement/api/v1/policyinformation",
        "/accessmanagement/api/v1/serviceowner/connections",
        "/accessmanagement/api/v1/serviceowner/delegationrequests",
        "/accessmanagement/authorization",
        "/authentication/api/v1/authentication",
        "/authentication/api/v1/authorize",
        "/authentication/api/v1/enduser/selfidentified",
        "/authentication/api/v1/exchange/altinnstudio",
        "/authentication/api/v1/frontchannel_logout",
        "/authentication/api/v1/introspection",
        "/authentication/api/v1/logout",
        "/authentication/api/v1/openid/logout",
        "/authentication/api/v1/refresh",
        "/authentication/api/v1/systemuser/internal",
        "/authentication/api/v1/token",
        "/authentication/api/v1/upstream",
        "/authorization/api/v1/accesslist",
        "/authorization/api/v1/parties",
        "/authorization/api/v1/policies",
        "/authorization/api/v1/roles",
        "/correspondence/api",
        "/dialogporten/api",
        "/events/api",
        "/profile/api",
        "/register/api",
        "/resourceregistry/api/v1/access-lists/get-by-member",
        "/resourceregistry/api/v1/access-lists/memberships",
        "/resourceregistry/api/v1/resource/orgs",
        "/resourceregistry/api/v2",
        "/storage/api",
    ];

    private static readonly PathString s_instances = "/accessmanagement/api/v1/enduser/connections/resources/instances";

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
        if (s_notPlayed.Any(IsUnder) && !IsUnder(s_instances))
        {
            await SandboxProblems.NotPlayed.ToResult().ExecuteAsync(context);
            return;
        }

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
