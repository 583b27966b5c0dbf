using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>Claims and payments for accounting systems: of the organization itself, or of an accountant's client.</summary>
[ApiController]
[Tags("Regnskapssystem")]
[Produces("application/json")]
[Route("v1/regnskapssystem/{partsidentifikator}")]
[RequireSystemUserRight(
    "ske-krav-og-betalinger",
    Scope = Scopes.KravOgBetalinger,
    PartyFromRoute = "partsidentifikator",
    AllowClients = true
)]
public sealed class RegnskapssystemController(IKravregister register, TimeProvider time) : ControllerBase
{
    /// <summary>Gets the open claims, the payments not yet placed, and the totals, as of now.</summary>
    [HttpGet("aapnekrav")]
    public Task<ActionResult<AapneKrav>> GetAapneKravAsync(
        AuthorizedParty party,
        CancellationToken cancellationToken
    ) => register.GetAapneKravAsync(party, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets all claims created in a period, paid or not.</summary>
    [HttpGet("krav")]
    public Task<ActionResult<AlleKrav>> GetKravAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetKravAsync(party, valg, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets the payments received in a period, and what they covered.</summary>
    [HttpGet("innbetalinger")]
    public Task<ActionResult<Innbetalinger>> GetInnbetalingerAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetInnbetalingerAsync(party, valg, time.GetNorwegianDate(), cancellationToken);

    /// <summary>Gets the payouts of a period.</summary>
    [HttpGet("utbetalinger")]
    public Task<ActionResult<Utbetalinger>> GetUtbetalingerAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    ) => register.GetUtbetalingerAsync(party, valg, time.GetNorwegianDate(), cancellationToken);
}
