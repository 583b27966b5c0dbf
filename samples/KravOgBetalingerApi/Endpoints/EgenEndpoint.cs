using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Mapping;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>The open claims of the organization that owns the system user: the party comes from the token, not from the path.</summary>
internal static class EgenEndpoint
{
    public static void MapEgen(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/v1/regnskapssystem/egen/aapnekrav", GetAapneKravAsync)
            .RequireSystemUserRight("ske-krav-og-betalinger", right => right.Scope = Scopes.KravOgBetalinger)
            .Produces<AapneKrav>()
            .WithTags("Regnskapssystem")
            .WithSummary("Gets the open claims of the organization that owns the system user.");

    private static async Task<IResult> GetAapneKravAsync(
        AuthorizedParty party,
        IKravregister register,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await register.FindAapneKravAsync(party, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            var part => TypedResults.Ok(part.ToAapneKrav(time.GetNorwegianDate())),
        };
}
