using KravOgBetalingerApi.Consents;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>Claims and payments for banks, of organizations that have consented to it. A system user's token is no consent.</summary>
[ApiController]
[Tags("Finans")]
[Produces("application/json")]
[Route("v1/finans/{partsidentifikator}")]
[RequireMaskinportenScope(Scopes.KravOgBetalinger)]
[RequireSamtykke("ske-samtykke-krav-og-betalinger", PartyFromRoute = "partsidentifikator")]
public sealed class FinansController(IKravregister register, TimeProvider time) : ControllerBase
{
    private AuthorizedParty Part => HttpContext.Features.GetRequiredFeature<AuthorizedParty>();

    /// <summary>Gets the open claims, the payments not yet placed, and the totals, as of now.</summary>
    [HttpGet("aapnekrav")]
    public Task<ActionResult<AapneKrav>> GetAapneKravAsync(CancellationToken cancellationToken) =>
        register.GetAapneKravAsync(Part, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets all claims created in a period, paid or not.</summary>
    [HttpGet("krav")]
    public Task<ActionResult<AlleKrav>> GetKravAsync(
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetKravAsync(Part, valg, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets the payments received in a period, and what they covered.</summary>
    [HttpGet("innbetalinger")]
    public Task<ActionResult<Innbetalinger>> GetInnbetalingerAsync(
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetInnbetalingerAsync(Part, valg, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets the payouts of a period.</summary>
    [HttpGet("utbetalinger")]
    public Task<ActionResult<Utbetalinger>> GetUtbetalingerAsync(
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetUtbetalingerAsync(Part, valg, time.GetNorwegianDate(), cancellationToken);
}
