using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Errors;

/// <summary>Gives every error answer the published form, wherever it arises.</summary>
internal static class ErrorExtensions
{
    /// <summary>Adds the form of the authorization's refusals, of unreadable input and of exceptions.</summary>
    public static IServiceCollection AddFeil(this IServiceCollection services)
    {
        services.AddSingleton<ISystemUserProblemWriter, SkatteetatenProblemWriter>();
        services.AddExceptionHandler<FeilExceptionHandler>();
        services.PostConfigure<ApiBehaviorOptions>(options =>
        {
            options.SuppressMapClientErrors = true;
            options.InvalidModelStateResponseFactory = context => UgyldigInndata.Of(context.ModelState);
        });
        return services;
    }

    /// <summary>Writes the body of answers that have none yet, and of exceptions.</summary>
    public static IApplicationBuilder UseFeil(this IApplicationBuilder app) =>
        app.UseStatusCodePages(pages =>
            {
                var (kode, melding) = Feilmeldinger.Of(pages.HttpContext.Response.StatusCode);
                return pages.HttpContext.WriteFeilBodyAsync(kode, melding, pages.HttpContext.RequestAborted);
            })
            .UseExceptionHandler(_ => { });

    /// <summary>Refuses requests that do not take JSON: the data are served as nothing else.</summary>
    public static IApplicationBuilder UseJsonOnly(this IApplicationBuilder app) =>
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal),
            branch =>
                branch.Use(
                    (context, next) =>
                    {
                        if (context.GetEndpoint() is null || AcceptedFormats.AllowsJson(context.Request))
                        {
                            return next(context);
                        }

                        context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
                        return Task.CompletedTask;
                    }
                )
        );
}
