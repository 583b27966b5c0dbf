namespace SystemUser.Sandbox.IdPorten.Internal;

/// <summary>ID-porten as far as Altinn's exchange needs it: tokens of people, for whoever asks.</summary>
internal static class IdPortenArea
{
    public static IServiceCollection AddSandboxIdPorten(this IServiceCollection services)
    {
        services.AddSingleton<IdPortenTokens>();
        services.AddSingleton<IdPortenEndpoints>();
        return services;
    }

    public static void MapSandboxIdPorten(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<IdPortenEndpoints>().Map(endpoints);
}
