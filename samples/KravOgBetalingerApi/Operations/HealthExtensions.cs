using KravOgBetalingerApi.Data;

namespace KravOgBetalingerApi.Operations;

/// <summary>What an orchestrator asks: is the process alive, and may it have traffic?</summary>
internal static class HealthExtensions
{
    /// <summary>Maps <c>/health/live</c>, which checks nothing, and <c>/health/ready</c>, which checks the database. Altinn is in neither: its outage is answered 503.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        endpoints
            .MapHealthChecks(
                "/health/ready",
                new() { Predicate = check => check.Tags.Contains(DataExtensions.ReadyTag) }
            )
            .AllowAnonymous();
    }
}
