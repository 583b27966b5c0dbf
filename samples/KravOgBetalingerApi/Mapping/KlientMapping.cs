using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Models;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns a client, the answer about it and what is open for it into a line of the overview.</summary>
internal static class KlientMapping
{
    public static Klient Of(
        AuthorizedOrganization client,
        SystemUserAuthorizationResult answer,
        IReadOnlyDictionary<string, AapenSaldo> saldoer,
        DateOnly today
    )
    {
        var saldo = answer.Succeeded ? saldoer.GetValueOrDefault(answer.Party.ToString()) : null;
        var status = answer switch
        {
            { Succeeded: false, Problem.Status: StatusCodes.Status403Forbidden } => Klientstatus.IngenTilgang,
            { Succeeded: false } => Klientstatus.KanIkkeAvgjoeres,
            _ when saldo is null => Klientstatus.UkjentPart,
            _ => saldo.Skjermet ? Klientstatus.Skjermet : Klientstatus.Tilgang,
        };
        return new()
        {
            PartIdentifikator = client.Number.ToString(),
            Navn = client.Name,
            Status = status,
            TotalOversikt = status == Klientstatus.Tilgang ? saldo?.Total(today) : null,
        };
    }
}
