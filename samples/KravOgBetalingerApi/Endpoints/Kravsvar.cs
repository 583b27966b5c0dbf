using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Errors;
using KravOgBetalingerApi.Mapping;
using KravOgBetalingerApi.Models;
using Microsoft.AspNetCore.Mvc;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Endpoints;

/// <summary>The answers of the four operations, which are the same for every rights package.</summary>
internal static class Kravsvar
{
    public static async Task<ActionResult<AapneKrav>> GetAapneKravAsync(
        this IKravregister register,
        AuthorizedParty party,
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        await register.FindAapneKravAsync(party, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            var part => part.ToAapneKrav(today),
        };

    public static async Task<ActionResult<AlleKrav>> GetKravAsync(
        this IKravregister register,
        AuthorizedParty party,
        Periodevalg valg,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var periode = valg.ToPeriode(today);
        return await register.FindKravAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Krav: [] } => FeilResult.IngenTreff,
            var part => part.ToAlleKrav(periode, today),
        };
    }

    public static async Task<ActionResult<Innbetalinger>> GetInnbetalingerAsync(
        this IKravregister register,
        AuthorizedParty party,
        Periodevalg valg,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var periode = valg.ToPeriode(today);
        return await register.FindInnbetalingerAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Innbetalinger: [] } => FeilResult.IngenTreff,
            var part => part.ToInnbetalinger(periode),
        };
    }

    public static async Task<ActionResult<Utbetalinger>> GetUtbetalingerAsync(
        this IKravregister register,
        AuthorizedParty party,
        Periodevalg valg,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var periode = valg.ToPeriode(today);
        return await register.FindUtbetalingerAsync(party, periode, cancellationToken) switch
        {
            null => FeilResult.UkjentPart,
            { Skjermet: false, Utbetalinger: [] } => FeilResult.IngenTreff,
            var part => part.ToUtbetalinger(periode),
        };
    }
}
