using System.Globalization;
using KravOgBetalingerApi.Data.Entities;

namespace KravOgBetalingerApi.Data.Synthetic;

/// <summary>The whole synthetic register: the parties of the guides and the documentation, and as many invented ones as are asked for.</summary>
internal static class SyntetiskRegister
{
    private static readonly (string Nummer, string Navn)[] s_kjente =
    [
        ("310329495", "ALLSIDIG FLITTIG MÅKE"),
        ("310329614", "TRYGG STRUKTURERT MAUR FORVALTNING AS"),
        ("310631787", "PRAKTISK LUN BJØRN"),
        ("310763357", "LYDIG KVIKK OTER AS"),
        ("311274937", "FRODIG GRÅ TORSK DA"),
        ("311445707", "EKSAKT MODIG GAUPE AS"),
        ("311688421", "UREDD BLÅ SPURV AS"),
        ("311815237", "TALLMAKERNE AS"),
        ("311851381", "VARM PRESIS OTER"),
        ("312199548", "STILLE HANDLEKRAFTIG RØYSKATT AS"),
        ("312399164", "TILFELDIG SUBTIL APE AVD BERGEN"),
        ("312577887", "NØYAKTIG VÅKEN UGLE REVISJON AS"),
        ("312714051", "SPRUDLENDE RASK ELG AS"),
        ("312844699", "UREDD BLÅ SPURV AS AVD TROMSØ"),
        ("313108465", "RAUS ÆRLIG LAKS ANS"),
        ("313266508", "SOLSIDEN BORETTSLAG"),
        ("313367002", "SKARP VENNLIG GAUPE"),
        ("313411834", "EKORNVEIEN EIERSEKSJONSSAMEIE"),
        ("313487210", "NYTTIG SPENSTIG HEGRE AS"),
        ("313750531", "UAVHENGIG FJERN KATT AS"),
        ("313776735", "EKTE GRUNDIG REV AS"),
        ("314055403", "FRISK KLOK MÅR"),
        ("314168267", "KLAR TROFAST ULV AS"),
        ("314242726", "ULASTELIG RETTFERDIG TIGER AS"),
        ("314250052", "TILBAKEHOLDEN USYMMETRISK TIGER AS"),
        ("314330897", "MODIG LETT ELG AS"),
        ("314961900", "STILLE RUND BJØRN"),
        ("212201782", "BLID RASK HARE"),
        ("910459880", "SYNTETISK TJENESTEEIER AS"),
        ("974761076", "SKATTEETATEN"),
        ("991825827", "SMARTCLOUD AS"),
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
        yield return RoerOgVann.Build();
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
