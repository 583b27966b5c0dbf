using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Altinn's portal for people, as far as system users go, and views of the sandbox itself.</summary>
internal static class PortalArea
{
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton<PortalCookies>();
        services.AddAntiforgery();
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<PortalCookies>(
                (options, cookies) =>
                {
                    options.Cookie.Name = cookies.Form;
                    options.SuppressXFrameOptionsHeader = true;
                }
            );

        // The visitor's choice need not outlive the process, so its keys stay in memory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.TryAddScoped<PortalVisit>();
        services.TryAddSingleton<ActorCookie>();
        services.TryAddSingleton<WhoPages>();
        services.TryAddSingleton<RequestPages>();
        services.TryAddSingleton<SystemUserPages>();
        services.TryAddSingleton<ClientBatches>();
        services.TryAddSingleton<ClientPages>();
        services.TryAddSingleton<UserPages>();
        services.TryAddSingleton<VendorPages>();
        services.TryAddSingleton<ProviderPages>();
        return services;
    }

    public static void MapPortal(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        endpoints.MapGet("/", () => PortalAnswers.See(PortalRoutes.Overview));
        endpoints.MapGet(PortalRoutes.Root, () => PortalAnswers.See(PortalRoutes.Overview));
        endpoints.MapGet(PortalRoutes.Stylesheet, PortalFile.Stylesheet.Serve);
        endpoints.MapGet(PortalRoutes.Icon, PortalFile.Icon.Serve);

        var pages = endpoints.MapGroup("").AddEndpointFilter<RouteGroupBuilder, PortalFilter>();
        services.GetRequiredService<WhoPages>().Map(pages);
        services.GetRequiredService<RequestPages>().Map(pages);
        services.GetRequiredService<SystemUserPages>().Map(pages);
        services.GetRequiredService<ClientPages>().Map(pages);
        services.GetRequiredService<UserPages>().Map(pages);
        services.GetRequiredService<VendorPages>().Map(pages);
        services.GetRequiredService<ProviderPages>().Map(pages);
        pages.Map(PortalRoutes.Root + "/{**rest}", () => PortalAnswers.Refuse(PortalProblems.PageNotFound));
    }
}
