namespace SmartCloud.Tests.Support;

/// <summary>What the others answer.</summary>
internal static class Bodies
{
    public const string NoSystemUser = """
        {"error":"invalid_altinn_customer_configuration","error_description":"Systembruker not found (MP-303)","error_uri":"https://docs.example/"}
        """;

    public const string AapneKrav = """
        { "partIdentifikator": "310904473", "skjermet": false,
          "aapentKravMedGjenstaaendeBeloep": [
            { "partIdentifikator": "310904473", "kravidentifikator": "KRAV-41730552", "kravtype": "Mva-melding",
              "opprinneligBeloep": 48350.0, "gjenstaaendeBeloep": 28350.0, "stipulerteRenter": 272.0,
              "kravforfall": [ { "kravforfallsIdentifikator": "KRAV-41730552", "forfallsdato": "2026-06-10",
                  "opprinneligBeloep": 48350.0, "gjenstaaendeBeloep": 28350.0,
                  "betalingsinformasjon": { "kidnummer": "13109044730200326000007",
                    "konto": { "kontoeiersNavn": "Skatteetaten", "kontonummer": "12345678903" } } } ],
              "kravbeskrivelse": { "spraakTekst": [ { "tekst": "Mva-melding", "spraak": "nb" } ] },
              "kravperiode": { "periodeBeskrivelse": { "spraakTekst": [ { "tekst": "mars - april", "spraak": "nb" } ] }, "aar": "2026" },
              "opprettelsesdatoForKrav": "2026-06-05", "kravgruppe": "Merverdiavgift", "fastsettingsmaate": "egenfastsatt" } ],
          "totalOversikt": { "sumStipulerteRenter": 272.0, "sumForfalteKrav": 28350.0, "sumIkkeForfalteKrav": 31245.0, "sumUplasserteInnbetalinger": -5000.0, "saldo": 54867.0 } }
        """;

    public const string Innbetalinger = """
        { "partIdentifikator": "310904473", "periode": { "fraOgMed": "2026-01-01", "tilOgMed": "2026-06-30" }, "skjermet": false,
          "innbetaling": [
            { "innbetalingsidentifikator": "FORF-97120431", "innbetalingsdato": "2026-06-08", "innbetaltBeloep": -20000.0,
              "plassertKrav": [ { "kravforfallIdentifikator": "KRAV-41730552", "plassertBeloep": 20000.0,
                  "kravbeskrivelse": { "spraakTekst": [ { "tekst": "Mva-melding", "spraak": "nb" } ] } } ],
              "uplassertBeloep": 0.0, "innbetalingstype": "Innbetalt OCR" } ] }
        """;

    public static string Problem(string code) =>
        $$"""
            {"type":"urn:altinn:error:{{code}}","title":"Title of {{code}}","status":400,"code":"{{code}}",
              "traceId":"00-3dc1c20a7fa8e3cbb6a7b6f4a0f0c7a1-2f5d8b1c9e0a4d36-00","statusDescription":"Bad Request"}
            """;

    public static string Feil(string code) =>
        $$"""{"kode":"{{code}}","melding":"Melding til {{code}}","korrelasjonsid":"5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11"}""";
}
