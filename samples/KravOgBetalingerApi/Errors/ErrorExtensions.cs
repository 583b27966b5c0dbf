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
}
