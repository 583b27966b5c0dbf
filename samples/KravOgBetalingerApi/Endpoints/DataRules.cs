using KravOgBetalingerApi.Errors;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>What holds for all data: they are JSON, and nobody on the way keeps them.</summary>
internal static class DataRules
{
    /// <summary>Answers 406 to callers who do not take JSON, and forbids caches to keep the answers of <c>/v1</c>.</summary>
    public static IApplicationBuilder UseDataRules(this IApplicationBuilder app) =>
        app.UseWhen(
            context =>
                context.GetEndpoint() is not null
                && context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase),
            branch =>
                branch.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.CacheControl = "no-store";
                        if (AcceptedFormats.AllowsJson(context.Request))
                        {
                            return next(context);
                        }

                        context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
                        return Task.CompletedTask;
                    }
                )
        );
}
