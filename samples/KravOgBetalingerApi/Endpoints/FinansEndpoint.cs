using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Mvc;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>The rights package of banks, which takes consent: something that a system user's token never is. The sample refuses it.</summary>
internal static class FinansEndpoint
{
    public static void MapFinans(this IEndpointRouteBuilder endpoints)
    {
        foreach (var ressurs in (string[])["aapnekrav", "krav", "innbetalinger", "utbetalinger"])
        {
            endpoints
                .MapGet(
                    $"/v1/finans/{{partsidentifikator}}/{ressurs}",
                    ([FromRoute(Name = "partsidentifikator")] string _) => FeilResult.Samtykke
                )
                .RequireMaskinportenScope(Scopes.KravOgBetalinger)
                .WithMetadata(
                    new ProducesResponseTypeAttribute(
                        typeof(Feil),
                        StatusCodes.Status403Forbidden,
                        AcceptedFormats.Json,
                        AcceptedFormats.Xml
                    )
                    {
                        Description =
                            $"{Feilkoder.Samtykke}: consent is missing. {Feilkoder.IkkeAutorisert}: the scope is missing.",
                    }
                )
                .WithTags("Finans")
                .WithSummary("Refuses: this rights package takes consent.");
        }
    }
}
