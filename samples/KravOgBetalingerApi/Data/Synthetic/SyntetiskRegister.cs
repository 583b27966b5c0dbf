using System.Globalization;
using KravOgBetalingerApi.Data.Entities;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>The whole synthetic register: the parties of the guides and the documentation, and as many invented ones as are asked for.</summary>
internal static class SyntetiskRegister
{
    private static readonly (string Nummer, string Navn)[] s_kjente =
    [
        ("314250052", "TILBAKEHOLDEN USYMMETRISK TIGER AS"),
        ("312714051", "LYKKELIG SMAL KATT AS"),
        ("314242726", "ULASTELIG RETTFERDIG TIGER AS"),
        ("310329495", "RASK VEDVARENDE LØVE"),
        ("313750531", "STOLT NYTTIG HEST AS"),
        ("313776735", "EKTE GRUNDIG REV AS"),
        ("314168267", "KLAR TROFAST ULV AS"),
        ("314330897", "MODIG LETT ELG AS"),
        ("313367002", "SKARP VENNLIG GAUPE"),
        ("311851381", "VARM PRESIS OTER"),
        ("314961900", "STILLE RUND BJØRN"),
        ("314055403", "FRISK KLOK MÅR"),
        ("212201782", "BLID RASK HARE"),
        ("910459880", "SYNTETISK TJENESTEEIER AS"),
        ("991825827", "SMARTCLOUD AS"),
        ("974761076", "SKATTEETATEN"),
    ];

    private static readonly string[] s_adjektiver =
    [
        "AKTIV",
        "BLID",
        "DYKTIG",
        "EKTE",
        "FRISK",
        "GRUNDIG",
        "HEL",
        "KLOK",
        "LETT",
        "MODIG",
    ];

    private static readonly string[] s_dyr =
    [
        "APE",
        "BJØRN",
        "ELG",
        "FALK",
        "GAUPE",
        "HARE",
        "KATT",
        "LØVE",
        "REV",
        "TIGER",
    ];

    /// <summary>Builds the register party by party.</summary>
    /// <param name="invented">How many invented parties follow the known ones.</param>
    public static IEnumerable<Part> Build(int invented)
    {
        yield return Eksempelpart.Build();
        foreach (var (nummer, navn) in s_kjente)
        {
            yield return Syntetiskpart.Build(nummer, navn);
        }

        foreach (var nummer in Organisasjonsnumre().Take(invented))
        {
            yield return Syntetiskpart.Build(nummer, Navn(nummer));
        }
    }

    /// <summary>Gives the organization numbers of the invented parties, in order and with valid check digits.</summary>
    public static IEnumerable<string> Organisasjonsnumre()
    {
        int[] weights = [3, 2, 7, 6, 5, 4, 3, 2];
        for (var stem = 31_500_000; ; stem++)
        {
            var digits = stem.ToString(CultureInfo.InvariantCulture);
            var check = (11 - digits.Select((digit, place) => (digit - '0') * weights[place]).Sum() % 11) % 11;
            if (check != 10)
            {
                yield return digits + check.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static string Navn(string nummer) =>
        $"{s_adjektiver[nummer[7] - '0']} {s_adjektiver[nummer[6] - '0']} {s_dyr[nummer[5] - '0']} AS";
}
