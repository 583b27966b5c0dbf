using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Mapping;

/// <summary>Turns how something is paid into the published form.</summary>
internal static class BetalingsveiMapping
{
    public static Betalingsinformasjon ToModel(this Betalingsvei vei, bool withCurrency = true) =>
        new()
        {
            Kidnummer = vei.Kidnummer,
            MeldingSendtTilMottaker = vei.Melding,
            Konto = vei.Kontonummer is null ? null : Konto(vei),
            Valutakode = withCurrency ? vei.Valutakode : null,
        };

    private static Bankkonto Konto(Betalingsvei vei) =>
        new()
        {
            KontoeiersNavn = vei.Kontoeier,
            Kontonummer = vei.Kontonummer,
            Iban = vei.Iban,
            SwiftBIC = vei.Swift,
        };
}
