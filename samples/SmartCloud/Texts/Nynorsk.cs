using System.Collections.Frozen;

namespace SmartCloud.Texts;

/// <summary>SmartCloud's words in nynorsk, by those in bokmål. Where the two are the same, there is no entry.</summary>
internal static class Nynorsk
{
    private static readonly FrozenDictionary<string, string> s_byBokmaal = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        // Every page.
        ["Hopp til innholdet"] = "Hopp til innhaldet",
        ["Hovedmeny"] = "Hovudmeny",
        ["Kunder"] = "Kundar",
        ["SmartCloud er et eksempel på et regnskapssystem. Miljø:"] =
            "SmartCloud er eit døme på eit rekneskapssystem. Miljø:",
        ["Til kundelisten"] = "Til kundelista",
        ["Regnskapsfører"] = "Rekneskapsførar",

        // The customers.
        ["Hver kunde bestemmer selv i Altinn om SmartCloud får hente krav og innbetalinger fra Skatteetaten."] =
            "Kvar kunde avgjer sjølv i Altinn om SmartCloud får hente krav og innbetalingar frå Skatteetaten.",
        ["Ingen kunder ennå."] = "Ingen kundar enno.",
        ["Slik går det for seg"] = "Slik går det føre seg",
        ["Åpne en kunde og velg «Koble til». Kunden godkjenner i Altinn."] =
            "Opne ein kunde og vel «Kople til». Kunden godkjenner i Altinn.",
        ["Se kundens åpne krav og innbetalinger her."] = "Sjå dei opne krava og innbetalingane til kunden her.",
        ["Venter på svar"] = "Ventar på svar",
        ["Tilkoblet"] = "Tilkopla",
        ["Ikke tilkoblet"] = "Ikkje tilkopla",
        ["Trukket tilbake"] = "Trekt tilbake",
        ["Glemt av sandkassen"] = "Gløymd av sandkassa",

        // A new customer.
        ["Kunden ble ikke lagt til"] = "Kunden vart ikkje lagd til",
        ["Ni sifre"] = "Ni siffer",
        ["Navn"] = "Namn",
        ["Hva slags kunde"] = "Kva slags kunde",
        ["Direkte kunde: fører sitt eget regnskap"] = "Direkte kunde: fører sin eigen rekneskap",
        ["Regnskapsfører: fører regnskap for klientene sine"] = "Rekneskapsførar: fører rekneskap for klientane sine",
        ["Kunden finnes allerede."] = "Kunden finst allereie.",
        ["Skriv organisasjonsnummeret med ni sifre."] = "Skriv organisasjonsnummeret med ni siffer.",
        ["Skriv navnet på kunden, høyst 200 tegn."] = "Skriv namnet på kunden, høgst 200 teikn.",

        // One customer.
        ["Kunden har godkjent. SmartCloud kan hente opplysningene."] =
            "Kunden har godkjent. SmartCloud kan hente opplysningane.",
        ["Klientene og hva de skylder"] = "Klientane og kva dei skuldar",
        ["Åpne krav"] = "Opne krav",
        ["Innbetalinger"] = "Innbetalingar",
        ["Forespørselen er sendt. Den som kan gi tilganger for kunden, svarer i Altinn."] =
            "Førespurnaden er send. Den som kan gi tilgangar for kunden, svarar i Altinn.",
        ["Åpne godkjenningssiden i Altinn"] = "Opne godkjenningssida i Altinn",
        ["Trekk forespørselen"] = "Trekk førespurnaden",
        ["Kunden har avslått. Er dere enige om å prøve igjen, send en ny forespørsel."] =
            "Kunden har avslått. Er de samde om å prøve igjen, send ein ny førespurnad.",
        ["Kunden har trukket tilgangen tilbake i Altinn. Er dere enige, send en ny forespørsel."] =
            "Kunden har trekt tilgangen tilbake i Altinn. Er de samde, send ein ny førespurnad.",
        ["Den forrige forespørselen gikk ut uten svar. Send en ny."] =
            "Den førre førespurnaden gjekk ut utan svar. Send ein ny.",
        [
            "Sandkassen er startet på nytt, og husker verken SmartCloud eller kundens svar. Kunden har ikke trukket noe tilbake. Registrer SmartCloud på nytt under Oppsett, og koble til igjen."
        ] =
            "Sandkassa er starta på nytt, og hugsar korkje SmartCloud eller svaret frå kunden. Kunden har ikkje trekt noko tilbake. Registrer SmartCloud på nytt under Oppsett, og kople til igjen.",
        [
            "SmartCloud ber om klientpakken under. Etterpå velger regnskapsføreren i Altinn hvilke klienter den gjelder."
        ] = "SmartCloud ber om klientpakken under. Etterpå vel rekneskapsføraren i Altinn kva klientar han gjeld.",
        [
            "SmartCloud ber om fullmakten under. Kunden godkjenner i Altinn, og kan trekke den tilbake der når som helst."
        ] =
            "SmartCloud ber om fullmakta under. Kunden godkjenner i Altinn, og kan trekkje henne tilbake der når som helst.",
        ["Enkelttjeneste"] = "Enkeltteneste",
        ["Koble til"] = "Kople til",
        ["Tekniske opplysninger"] = "Tekniske opplysningar",
        ["Forespørsel"] = "Førespurnad",

        // A further right.
        ["Ikke bedt om"] = "Ikkje bede om",
        ["Flere fullmakter"] = "Fleire fullmakter",
        ["Endringsforespørselen er sendt. Til kunden har svart i Altinn, virker tilgangen som før."] =
            "Endringsførespurnaden er send. Til kunden har svart i Altinn, verkar tilgangen som før.",
        ["Kunden har godkjent endringen, og systembrukeren har fått fullmakten."] =
            "Kunden har godkjent endringa, og systembrukaren har fått fullmakta.",
        ["Kunden har avslått endringen. Tilgangen virker som før."] =
            "Kunden har avslått endringa. Tilgangen verkar som før.",
        [
            "Trenger SmartCloud en fullmakt til, ber vi om den med en endringsforespørsel. Kunden godkjenner i Altinn, og tilgangen virker som før imens."
        ] =
            "Treng SmartCloud ei fullmakt til, ber vi om henne med ein endringsførespurnad. Kunden godkjenner i Altinn, og tilgangen verkar som før imens.",
        ["Åpne endringen i Altinn"] = "Opne endringa i Altinn",
        ["Trekk endringsforespørselen"] = "Trekk endringsførespurnaden",
        ["Be om fullmakten"] = "Be om fullmakta",

        // What is owed and paid.
        ["Hva kunden skylder"] = "Kva kunden skuldar",
        ["Hva klienten skylder"] = "Kva klienten skuldar",
        ["Hva kunden har betalt"] = "Kva kunden har betalt",
        ["Se innbetalingene"] = "Sjå innbetalingane",
        ["Ingen åpne krav."] = "Ingen opne krav.",
        ["Betales til"] = "Betalast til",
        ["Forfalt"] = "Forfalle",
        ["Ikke forfalt"] = "Ikkje forfalle",
        ["Ubrukte innbetalinger"] = "Ubrukte innbetalingar",
        ["Opplysningene er skjermet."] = "Opplysningane er skjerma.",
        ["Fra og med"] = "Frå og med",
        ["Ingen innbetalinger i perioden."] = "Ingen innbetalingar i perioden.",

        // Clients.
        ["Klienter"] = "Klientar",
        ["Skriv klientens organisasjonsnummer med ni sifre."] =
            "Skriv organisasjonsnummeret til klienten med ni siffer.",
        ["Kunne ikke avgjøres nå. Last siden på nytt om litt."] =
            "Kunne ikkje avgjerast no. Last sida på nytt om litt.",
        ["Skatteetaten kjenner ikke klienten."] = "Skatteetaten kjenner ikkje klienten.",
        ["Ingen tilgang. Klientadministratoren gir den i Altinn."] =
            "Ingen tilgang. Klientadministratoren gir han i Altinn.",
        ["Sum på siden"] = "Sum på sida",
        ["Forrige"] = "Førre",
        ["Ingen klienter ennå. Klientadministratoren hos regnskapsføreren legger dem til systemtilgangen i Altinn."] =
            "Ingen klientar enno. Klientadministratoren hos rekneskapsføraren legg dei til systemtilgangen i Altinn.",
        ["Slå opp én klient"] = "Slå opp éin klient",

        // Back from Altinn.
        ["Tilbake fra Altinn"] = "Tilbake frå Altinn",
        ["Vi har spurt Altinn hva som ble svart."] = "Vi har spurt Altinn kva som vart svart.",
        ["Ingen kunder venter på svar."] = "Ingen kundar ventar på svar.",
        ["Se klientene"] = "Sjå klientane",
        ["Se kravene"] = "Sjå krava",

        // The set-up.
        [
            "SmartCloud må stå i Altinns systemregister før kunder kan kobles til. Direkte kunder og regnskapsførere bruker hvert sitt system."
        ] =
            "SmartCloud må stå i systemregisteret til Altinn før kundar kan koplast til. Direkte kundar og rekneskapsførarar bruker kvart sitt system.",
        ["Registrer SmartCloud i Altinns systemregister under"] =
            "Registrer SmartCloud i systemregisteret til Altinn under",
        ["For regnskapsførere"] = "For rekneskapsførarar",
        ["For direkte kunder"] = "For direkte kundar",
        ["Må registreres på nytt"] = "Må registrerast på nytt",
        ["Ikke registrert"] = "Ikkje registrert",
        ["Ukjent"] = "Ukjend",
        ["Kan be om senere"] = "Kan be om seinare",
        ["Offentlig nøkkel"] = "Offentleg nøkkel",
        ["Legg den på klienten i Maskinporten. Den private halvdelen forlater aldri mappen til SmartCloud."] =
            "Legg han på klienten i Maskinporten. Den private halvdelen forlèt aldri mappa til SmartCloud.",
        ["Hvor SmartCloud ringer"] = "Kvar SmartCloud ringjer",

        // What went wrong here.
        ["Skjemaet kunne ikke tas imot"] = "Skjemaet kunne ikkje takast imot",
        [
            "Det var for gammelt eller kom fra et annet nettsted. Ingenting er endret. Gå tilbake, last siden på nytt og prøv igjen."
        ] =
            "Det var for gammalt eller kom frå ein annan nettstad. Ingenting er endra. Gå tilbake, last sida på nytt og prøv igjen.",
        ["Siden finnes ikke"] = "Sida finst ikkje",
        ["Kontroller adressen, eller gå til kundelisten."] = "Kontroller adressa, eller gå til kundelista.",
        ["Slik kan siden ikke brukes"] = "Slik kan sida ikkje brukast",
        ["Gå til kundelisten og velg derfra."] = "Gå til kundelista og vel derfrå.",
        ["Noe gikk galt hos oss"] = "Noko gjekk gale hos oss",
        ["Prøv igjen. Varer det, se i loggen etter sporings-id-en under."] =
            "Prøv igjen. Varer det, sjå i loggen etter sporings-id-en under.",

        // What went wrong with others, and what to do.
        ["Kunden er ikke koblet til."] = "Kunden er ikkje kopla til.",
        ["Velg «Koble til» på kundens side."] = "Vel «Kople til» på sida til kunden.",
        ["Kunden har ikke godkjent ennå."] = "Kunden har ikkje godkjent enno.",
        ["Be daglig leder åpne godkjenningssiden i Altinn. Svaret kommer hit av seg selv."] =
            "Be dagleg leiar opne godkjenningssida i Altinn. Svaret kjem hit av seg sjølv.",
        ["Kunden har avslått forespørselen."] = "Kunden har avslått førespurnaden.",
        ["Snakk med kunden. Er dere enige, kan du sende en ny forespørsel fra kundens side."] =
            "Snakk med kunden. Er de samde, kan du sende ein ny førespurnad frå sida til kunden.",
        ["Kunden har trukket tilbake tilgangen i Altinn."] = "Kunden har trekt tilbake tilgangen i Altinn.",
        ["Snakk med kunden. Er dere enige, kan du koble til på nytt fra kundens side."] =
            "Snakk med kunden. Er de samde, kan du kople til på nytt frå sida til kunden.",
        ["Sandkassen er startet på nytt, og husker verken SmartCloud eller kundens svar."] =
            "Sandkassa er starta på nytt, og hugsar korkje SmartCloud eller svaret frå kunden.",
        [
            "Kunden har ikke trukket noe tilbake. Registrer SmartCloud på nytt under Oppsett, og koble til kunden igjen."
        ] =
            "Kunden har ikkje trekt noko tilbake. Registrer SmartCloud på nytt under Oppsett, og kople til kunden igjen.",
        ["Maskinporten finner ingen systembruker for kunden."] = "Maskinporten finn ingen systembrukar for kunden.",
        ["Velg «Spør Altinn på nytt» på kundens side."] = "Vel «Spør Altinn på nytt» på sida til kunden.",
        ["Systembrukeren finnes i Altinn, men Maskinporten finner den ikke."] =
            "Systembrukaren finst i Altinn, men Maskinporten finn han ikkje.",
        [
            "Enten står ikke klienten på det registrerte systemet, eller forespørselen har en annen externalRef. Registrer systemet på nytt under Oppsett; hjelper ikke det, koble kunden til på nytt."
        ] =
            "Anten står ikkje klienten på det registrerte systemet, eller førespurnaden har ein annan externalRef. Registrer systemet på nytt under Oppsett; hjelper ikkje det, kople kunden til på nytt.",
        ["Systembrukeren har ikke fullmakt til å se kravene."] = "Systembrukaren har ikkje fullmakt til å sjå krava.",
        [
            "Kunden kan ha trukket tilbake fullmakten i Altinn, eller den er så ny at den ikke virker ennå. Vent noen minutter; hjelper ikke det, koble kunden til på nytt."
        ] =
            "Kunden kan ha trekt tilbake fullmakta i Altinn, eller ho er så ny at ho ikkje verkar enno. Vent nokre minutt; hjelper ikkje det, kople kunden til på nytt.",
        ["Systembrukeren kan ikke handle for denne klienten."] = "Systembrukaren kan ikkje handle for denne klienten.",
        ["Be klientadministratoren hos regnskapsføreren legge klienten til systemtilgangen i Altinn."] =
            "Be klientadministratoren hos rekneskapsføraren leggje klienten til systemtilgangen i Altinn.",
        ["Maskinporten kjenner ikke klienten vår."] = "Maskinporten kjenner ikkje klienten vår.",
        ["Registrer klienten og den offentlige nøkkelen som vises under Oppsett."] =
            "Registrer klienten og den offentlege nøkkelen som står under Oppsett.",
        ["Vi mangler et scope."] = "Vi manglar eit scope.",
        ["Be API-tilbyderen gi virksomheten vår tilgang til scopet i Maskinporten, og legg det på klienten."] =
            "Be API-tilbydaren gi verksemda vår tilgang til scopet i Maskinporten, og legg det på klienten.",
        ["Systemet står ikke i Altinns systemregister."] = "Systemet står ikkje i systemregisteret til Altinn.",
        ["Systemet er ikke registrert med tjenesten, eller den kan ikke gis videre."] =
            "Systemet er ikkje registrert med tenesta, eller ho kan ikkje gjevast vidare.",
        ["Registrer systemet på nytt under Oppsett. Hjelper ikke det, spør den som eier ressursen."] =
            "Registrer systemet på nytt under Oppsett. Hjelper ikkje det, spør den som eig ressursen.",
        ["Kvitteringssiden vår står ikke på systemets liste over lovlige adresser."] =
            "Kvitteringssida vår står ikkje på lista til systemet over lovlege adresser.",
        ["Altinn har allerede et svar på en forespørsel med samme navn."] =
            "Altinn har allereie eit svar på ein førespurnad med same namn.",
        ["Velg «Koble til» en gang til."] = "Vel «Kople til» ein gong til.",
        ["Forespørselen finnes ikke lenger i Altinn."] = "Førespurnaden finst ikkje lenger i Altinn.",
        ["Send en ny fra kundens side."] = "Send ein ny frå sida til kunden.",
        ["Rett det som står under; står det ingenting, kontroller innstillingene."] =
            "Rett det som står under; står det ingenting, kontroller innstillingane.",
        ["Kontroller at Maskinporten, Altinn og API-et hører til samme miljø, og at klokken går rett."] =
            "Kontroller at Maskinporten, Altinn og API-et høyrer til same miljø, og at klokka går rett.",
        ["Feilen er ikke hos oss. Varer den, meld fra med feilkoden under."] =
            "Feilen er ikkje hos oss. Varer han, meld frå med feilkoden under.",
        ["Prøv igjen om litt. Ingenting er endret."] = "Prøv igjen om litt. Ingenting er endra.",
        ["Kontroller adressene i innstillingene."] = "Kontroller adressene i innstillingane.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string bokmaal) => s_byBokmaal.GetValueOrDefault(bokmaal, bokmaal);
}
