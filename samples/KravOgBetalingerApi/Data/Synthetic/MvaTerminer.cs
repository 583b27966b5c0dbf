using System.Globalization;
using KravOgBetalingerApi.Data.Entities;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>The six two-month terms of VAT.</summary>
internal static class MvaTerminer
{
    private static readonly string[] s_navn =
    [
        "januar - februar",
        "mars - april",
        "mai - juni",
        "juli - august",
        "september - oktober",
        "november - desember",
    ];

    /// <summary>Makes a term.</summary>
    /// <param name="aar">The year.</param>
    /// <param name="termin">The term, 1–6.</param>
    public static Termin Of(int aar, int termin)
    {
        var foerste = new DateOnly(aar, termin * 2 - 1, 1);
        return new()
        {
            Beskrivelse = s_navn[termin - 1],
            Aar = aar.ToString(CultureInfo.InvariantCulture),
            FraDato = foerste,
            TilDato = foerste.AddMonths(2).AddDays(-1),
            TekniskNavn = termin.ToString("00", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The last day for payment: the 10th of the second month after the term, and 31 August for the third.</summary>
    public static DateOnly Forfallsdato(int aar, int termin) =>
        termin == 3 ? new(aar, 8, 31) : new DateOnly(aar, termin * 2 - 1, 10).AddMonths(3);
}
