using KravOgBetalingerApi.Errors;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>The rights package of banks, which takes consent: something that a system user's token never is. The sample refuses it.</summary>
internal static class FinansEndpoint
{
    public static void MapFinans(this IEndpointRouteBuilder endpoints)
    {
        foreach (var ressurs in (string[])["aapnekrav", "krav", "innbetalinger", "utbetalinger"])
        {
            endpoints
                .MapGet($"/v1/finans/{{partsidentifikator}}/{ressurs}", () => FeilResult.Samtykke)
                .RequireMaskinportenScope(Scopes.KravOgBetalinger)
                .WithTags("Finans")
                .WithSummary("Refuses: this rights package takes consent.");
        }
    }
}
