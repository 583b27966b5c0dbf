using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Mapping;
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
    public async Task<ActionResult<AapneKrav>> GetAapneKravAsync(
        AuthorizedParty party,
        CancellationToken cancellationToken
    ) =>
        await register.FindAapneKravAsync(party, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            var part => part.ToAapneKrav(time.GetNorwegianDate()),
        };

    /// <summary>Gets all claims created in a period, paid or not.</summary>
    [HttpGet("krav")]
    public async Task<ActionResult<AlleKrav>> GetKravAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    )
    {
        var today = time.GetNorwegianDate();
        var periode = valg.ToPeriode(today);
        return await register.FindKravAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Krav: [] } => FeilResult.IngenTreff,
            var part => part.ToAlleKrav(periode, today),
        };
    }

    /// <summary>Gets the payments received in a period, and what they covered.</summary>
    [HttpGet("innbetalinger")]
    public async Task<ActionResult<Innbetalinger>> GetInnbetalingerAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    )
    {
        var periode = valg.ToPeriode(time.GetNorwegianDate());
        return await register.FindInnbetalingerAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Innbetalinger: [] } => FeilResult.IngenTreff,
            var part => part.ToInnbetalinger(periode),
        };
    }

    /// <summary>Gets the payouts of a period.</summary>
    [HttpGet("utbetalinger")]
    public async Task<ActionResult<Utbetalinger>> GetUtbetalingerAsync(
        AuthorizedParty party,
        [FromQuery(Name = "")] Periodevalg valg,
        CancellationToken cancellationToken
    )
    {
        var periode = valg.ToPeriode(time.GetNorwegianDate());
        return await register.FindUtbetalingerAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Utbetalinger: [] } => FeilResult.IngenTreff,
            var part => part.ToUtbetalinger(periode),
        };
    }
}
