using Microsoft.Extensions.DependencyInjection.Extensions;
using SystemUser.Sandbox.Workbench.Internal.Shelves;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Views of the sandbox for whoever develops with it: what was asked and refused and why, tokens, the world, faults and the clock.</summary>
internal static class WorkbenchArea
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services, ApiSettings settings)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.TryAddScoped<WorkbenchVisit>();
        services.AddSingleton(settings);
        services.TryAddSingleton<TokenJudge>();
        services.TryAddSingleton<LogPages>();
        services.TryAddSingleton<TokenPages>();
        services.TryAddSingleton<WhatIfPages>();
        services.TryAddSingleton<WorldPages>();
        services.TryAddSingleton<PolicyPages>();
        services.TryAddSingleton<FaultPages>();
        services.TryAddSingleton<ClockPages>();
        services.TryAddSingleton<InterfacePages>();
        return services;
    }

    public static void MapWorkbench(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        endpoints.MapGet(WorkbenchRoutes.Stylesheet, WorkbenchFile.Stylesheet.Serve);
        endpoints.MapGet(WorkbenchRoutes.Script, WorkbenchFile.Script.Serve);
        endpoints.MapGet(WorkbenchRoutes.DecisionsBefore, () => WorkbenchAnswers.See(WorkbenchRoutes.Root));
        endpoints.MapGet(WorkbenchRoutes.FaultsBefore, () => WorkbenchAnswers.See(WorkbenchRoutes.Faults));

        var pages = endpoints.MapGroup("").AddEndpointFilter<RouteGroupBuilder, WorkbenchFilter>();
        services.GetRequiredService<LogPages>().Map(pages);
        services.GetRequiredService<TokenPages>().Map(pages);
        services.GetRequiredService<WhatIfPages>().Map(pages);
        services.GetRequiredService<WorldPages>().Map(pages);
        services.GetRequiredService<PolicyPages>().Map(pages);
        services.GetRequiredService<FaultPages>().Map(pages);
        services.GetRequiredService<ClockPages>().Map(pages);
        services.GetRequiredService<InterfacePages>().Map(endpoints, pages);
        pages.Map(WorkbenchRoutes.Root + "/{**rest}", () => WorkbenchAnswers.Refuse(WorkbenchProblems.PageNotFound));
    }
}
