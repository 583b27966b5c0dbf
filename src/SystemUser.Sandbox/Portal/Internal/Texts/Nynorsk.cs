using System.Collections.Frozen;

namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>The portal's words in nynorsk, by those in bokmål. Where the two are the same, there is no entry.</summary>
internal static class Nynorsk
{
    private static readonly FrozenDictionary<string, string> s_byBokmaal = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        // Every page.
        ["Hopp til innholdet"] = "Hopp til innhaldet",
        ["Hovedmeny"] = "Hovudmeny",
        ["Systemtilganger"] = "Systemtilgangar",
        ["Ressurser"] = "Ressursar",
        ["Beslutningslogg"] = "Avgjerdslogg",
        ["Dette er en sandkasse med oppdiktede personer og virksomheter. Ingenting her gjelder utenfor den."] =
            "Dette er ei sandkasse med oppdikta personar og verksemder. Ingenting her gjeld utanfor sandkassa.",
        ["Forrige side"] = "Førre side",
        ["Til oversikten"] = "Til oversikta",
        ["Til toppen av siden"] = "Til toppen av sida",
        ["fra {0}"] = "frå {0}",
        ["Fra {0}"] = "Frå {0}",

        // Who one is.
        ["Hvem er du?"] = "Kven er du?",
        ["{0} fra {1} ber om tilgang til å løse oppgaver på vegne av {2}."] =
            "{0} frå {1} ber om tilgang til å løyse oppgåver på vegner av {2}.",
        ["Logg inn som en som kan svare for {0}."] = "Logg inn som ein som kan svare for {0}.",
        ["Velg en oppdiktet person og virksomheten personen handler for. I Altinn ville du logget inn med ID-porten."] =
            "Vel ein oppdikta person og verksemda personen handlar for. I Altinn ville du logga inn med ID-porten.",
        ["Søk etter person eller virksomhet"] = "Søk etter person eller verksemd",
        ["Kan sende videre"] = "Kan sende vidare",
        ["Vær en annen"] = "Ver ein annan",

        // The overview.
        ["Systemer som kan løse oppgaver på vegne av {0}"] = "System som kan løyse oppgåver på vegner av {0}",
        ["Du har en rolle i virksomheten, men kan ikke styre tilgangene dens."] =
            "Du har ei rolle i verksemda, men kan ikkje styre tilgangane hennar.",
        [
            "Du er klientadministrator. Du ser systemtilgangene som gjelder klienter, og velger hvilke klienter de gjelder."
        ] = "Du er klientadministrator. Du ser systemtilgangane som gjeld klientar, og vel kva klientar dei gjeld.",
        ["Venter på svar"] = "Ventar på svar",
        ["Venter"] = "Ventar",
        ["det som venter på svar"] = "det som ventar på svar",
        ["Et system har endret hva det ber om:"] = "Eit system har endra kva det ber om:",
        ["ber om endret tilgang"] = "ber om endra tilgang",
        ["Gitte tilganger"] = "Gitte tilgangar",
        ["Ingen systemtilganger ennå."] = "Ingen systemtilgangar enno.",
        ["For klienter"] = "For klientar",
        ["For virksomheten"] = "For verksemda",

        // Requests.
        ["{0} ber om systemtilgang for klienter"] = "{0} ber om systemtilgang for klientar",
        ["{0} ber om endret systemtilgang"] = "{0} ber om endra systemtilgang",
        ["Forespørselen er sendt til {0}. Du handler nå for {0}, ikke lenger for {1}."] =
            "Førespurnaden er send til {0}. Du handlar no for {0}, ikkje lenger for {1}.",
        ["mottar forespørselen"] = "får førespurnaden",
        ["Sendt {0}"] = "Send {0}",
        ["Leverandørens referanse"] = "Referansen til leverandøren",
        [
            "Maskinporten tar ikke imot denne referansen (MP-302), så systemet får aldri noe token med den. Leverandøren må be på nytt med høyst 255 bokstaver, sifre, bindestreker og understreker."
        ] =
            "Maskinporten tek ikkje imot denne referansen (MP-302), så systemet får aldri noko token med han. Leverandøren må be på nytt med høgst 255 bokstavar, siffer, bindestrekar og understrekar.",
        ["Systemtilgangen vil få disse fullmaktene"] = "Systemtilgangen vil få desse fullmaktene",
        ["Systemtilgangen fikk disse fullmaktene"] = "Systemtilgangen fekk desse fullmaktene",
        ["Systemtilgangen har disse fullmaktene"] = "Systemtilgangen har desse fullmaktene",
        ["Dette ba systemet om"] = "Dette bad systemet om",
        ["Hva betyr det?"] = "Kva tyder det?",
        [
            "Gjennom systemtilgangen kan {0} løse oppgaver på vegne av klientene til {1}, uten at noen er logget inn. Det gjelder bare de klientene som en klientadministrator legger til. Til å begynne med er ingen klienter lagt til."
        ] =
            "Gjennom systemtilgangen kan {0} løyse oppgåver på vegner av klientane til {1}, utan at nokon er logga inn. Det gjeld berre dei klientane som ein klientadministrator legg til. Til å byrje med er ingen klientar lagde til.",
        [
            "Gjennom systemtilgangen kan {0} løse oppgaver på vegne av {1} og underenhetene, uten at noen er logget inn."
        ] =
            "Gjennom systemtilgangen kan {0} løyse oppgåver på vegner av {1} og undereiningane, utan at nokon er logga inn.",
        ["Du kan når som helst trekke tilbake godkjenningen, under Systemtilganger."] =
            "Du kan når som helst trekkje tilbake godkjenninga, under Systemtilgangar.",
        [
            "Gjennom systemtilgangen kan {0} nå løse oppgaver på vegne av {1}. Du kan når som helst trekke tilbake godkjenningen."
        ] =
            "Gjennom systemtilgangen kan {0} no løyse oppgåver på vegner av {1}. Du kan når som helst trekkje tilbake godkjenninga.",
        ["{0} har ikke fått noen fullmakter med denne forespørselen."] =
            "{0} har ikkje fått nokon fullmakter med denne førespurnaden.",
        ["Forespørselen er godkjent"] = "Førespurnaden er godkjend",
        ["Forespørselen er avvist"] = "Førespurnaden er avvist",
        ["Forespørselen er avslått"] = "Førespurnaden er avslått",
        ["Ingen endring er nødvendig"] = "Inga endring er nødvendig",
        ["Forespørselen er utløpt. Be leverandøren sende en ny."] =
            "Førespurnaden har gått ut. Be leverandøren sende ein ny.",
        ["Svart av {0} {1}."] = "Svara av {0} {1}.",
        ["Du kan ikke svare på denne forespørselen."] = "Du kan ikkje svare på denne førespurnaden.",
        ["Forespørselen er sendt videre til dem som kan svare."] =
            "Førespurnaden er send vidare til dei som kan svare.",
        ["Send videre til dem som kan svare"] = "Send vidare til dei som kan svare",
        ["Du sendes til {0} om {1} sekunder."] = "Du blir send til {0} om {1} sekund.",
        ["Bli på denne siden, nå og senere"] = "Bli på denne sida, no og seinare",
        ["Lenken går til {0}"] = "Lenkja går til {0}",
        [
            "Returadressen står ikke på systemets liste, så det er ingen lenke tilbake. Gå til leverandøren på egen hånd."
        ] =
            "Returadressa står ikkje på lista til systemet, så det er inga lenkje tilbake. Gå til leverandøren på eiga hand.",
        ["Systemet ber om disse fullmaktene i tillegg"] = "Systemet ber om desse fullmaktene i tillegg",
        ["Systemet ba om disse fullmaktene i tillegg"] = "Systemet bad om desse fullmaktene i tillegg",
        ["Systemet trenger ikke lenger"] = "Systemet treng ikkje lenger",
        ["Systemet trengte ikke lenger"] = "Systemet trong ikkje lenger",
        ["Dette har systemet nå"] = "Dette har systemet no",
        [
            "Hvis du godkjenner, endres systemtilgangen med en gang. Systemet kan da bruke de nye fullmaktene på vegne av virksomheten uten at noen er logget inn. Hvis du avviser, blir tilgangen som den er."
        ] =
            "Viss du godkjenner, blir systemtilgangen endra med ein gong. Systemet kan då bruke dei nye fullmaktene på vegner av verksemda utan at nokon er logga inn. Viss du avviser, blir tilgangen som han er.",

        // What is given.
        ["Enkelttjeneste"] = "Enkeltteneste",
        ["Tjenester i {0}"] = "Tenester i {0}",
        ["Kan ikke gis"] = "Kan ikkje gjevast",

        // One system access.
        ["gjelder virksomhetens klienter"] = "gjeld klientane til verksemda",
        ["gjelder virksomheten selv"] = "gjeld verksemda sjølv",
        ["Systembrukerens id"] = "Id-en til systembrukaren",
        ["Klienter"] = "Klientar",
        ["{0} klienter er lagt til."] = "{0} klientar er lagde til.",
        ["Administrer klienter"] = "Administrer klientar",
        ["Trekk tilbake godkjenningen"] = "Trekk tilbake godkjenninga",
        ["Hvis du sletter systemtilgangen, mister systemet straks alle fullmaktene sine for virksomheten."] =
            "Viss du slettar systemtilgangen, mistar systemet straks alle fullmaktene sine for verksemda.",
        ["Systemet mister straks alle fullmaktene sine for virksomheten. Leverandøren kan be om tilgang på nytt."] =
            "Systemet mistar straks alle fullmaktene sine for verksemda. Leverandøren kan be om tilgang på nytt.",
        ["Alle klientene fjernes også."] = "Alle klientane blir òg fjerna.",
        ["{0} ber om det samme som før"] = "{0} ber om det same som før",
        ["{0} har endret hva det ber om"] = "{0} har endra kva det ber om",
        ["Systemtilgangen endres ikke før du godkjenner."] = "Systemtilgangen blir ikkje endra før du godkjenner.",
        ["Systemet ber nå også om disse fullmaktene"] = "Systemet ber no òg om desse fullmaktene",
        ["Systemet ber ikke lenger om"] = "Systemet ber ikkje lenger om",
        ["Godkjenn endringen"] = "Godkjenn endringa",
        ["Se systemtilgangen"] = "Sjå systemtilgangen",

        // Creating one.
        ["Velg systemet som skal løse oppgaver på vegne av {0}. Det får fullmaktene som står under navnet."] =
            "Vel systemet som skal løyse oppgåver på vegner av {0}. Det får fullmaktene som står under namnet.",
        ["Altinn har ikke gjort noen vurdering av kvalitet og sikkerhet på fagsystemene i listen."] =
            "Altinn har ikkje gjort noka vurdering av kvalitet og tryggleik på fagsystema i lista.",
        ["Ingen systemer."] = "Ingen system.",
        ["Navn på systemtilgangen (valgfritt)"] = "Namn på systemtilgangen (valfritt)",

        // Clients.
        ["Klienter for"] = "Klientar for",
        ["Systemet kan løse oppgaver på vegne av klientene som er lagt til, med disse fullmaktene:"] =
            "Systemet kan løyse oppgåver på vegner av klientane som er lagde til, med desse fullmaktene:",
        ["Legg til alle klienter"] = "Legg til alle klientar",
        ["Søk etter navn eller organisasjonsnummer"] = "Søk etter namn eller organisasjonsnummer",
        ["Lagt til"] = "Lagd til",
        ["Ikke lagt til"] = "Ikkje lagd til",
        ["Ingen klienter her."] = "Ingen klientar her.",
        ["Din virksomhet"] = "Verksemda di",
        ["Legg til valgte"] = "Legg til valde",
        ["Fjern valgte"] = "Fjern valde",
        ["{0} av {1} klienter er lagt til."] = "{0} av {1} klientar er lagde til.",
        ["Disse kunne ikke legges til, fordi klientforholdet ikke gir tilgangspakkene:"] =
            "Desse kunne ikkje leggjast til, fordi klientforholdet ikkje gir tilgangspakkane:",

        // People and their roles.
        ["Brukere"] = "Brukarar",
        ["Disse har roller i {0}"] = "Desse har roller i {0}",
        ["Tilgangsstyrer"] = "Tilgangsstyrar",
        ["Hovedadministrator"] = "Hovudadministrator",
        ["Roller fra Enhetsregisteret kan ikke endres her."] = "Roller frå Einingsregisteret kan ikkje endrast her.",
        ["Gi en rolle"] = "Gi ei rolle",
        ["Etternavn"] = "Etternamn",
        ["Gi rollen"] = "Gi rolla",
        ["Kan svare på forespørsler, opprette og slette systemtilganger, og gjøre andre til Tilgangsstyrer."] =
            "Kan svare på førespurnader, opprette og slette systemtilgangar, og gjere andre til Tilgangsstyrar.",
        ["Kan alt det, velge klienter, og gi alle rollene til andre."] =
            "Kan alt det, velje klientar, og gi alle rollene til andre.",
        ["Kan svare på forespørsler som gjelder klienter, og velge hvilke klienter systemene skal få."] =
            "Kan svare på førespurnader som gjeld klientar, og velje kva klientar systema skal få.",
        ["Rollen er gitt."] = "Rolla er gitt.",
        ["Rollen er fjernet."] = "Rolla er fjerna.",
        ["Velg en rolle."] = "Vel ei rolle.",
        ["Ingen har dette fødselsnummeret og etternavnet."] = "Ingen har dette fødselsnummeret og etternamnet.",
        [
            "Du kan ikke gi eller fjerne denne rollen. Det kan Hovedadministrator, og den som har en rolle som gjør en til det, for eksempel daglig leder."
        ] =
            "Du kan ikkje gi eller fjerne denne rolla. Det kan Hovudadministrator, og den som har ei rolle som gjer ein til det, til dømes dagleg leiar.",
        [
            "Virksomheten må ha minst én Hovedadministrator, eller en med en rolle som gjør en til det, for eksempel daglig leder. Gi rollen til en annen først."
        ] =
            "Verksemda må ha minst éin Hovudadministrator, eller ein med ei rolle som gjer ein til det, til dømes dagleg leiar. Gi rolla til ein annan først.",
        ["Skjemaet gjelder en annen virksomhet enn den du handler for nå. Åpne siden på nytt og prøv igjen."] =
            "Skjemaet gjeld ei anna verksemd enn den du handlar for no. Opne sida på nytt og prøv igjen.",

        // What was done, and what was not.
        ["Systemtilgangen er opprettet."] = "Systemtilgangen er oppretta.",
        ["Systemtilgangen er slettet."] = "Systemtilgangen er sletta.",
        ["Klientene er lagt til."] = "Klientane er lagde til.",
        ["Klientene er fjernet."] = "Klientane er fjerna.",
        ["Endringen er godkjent."] = "Endringa er godkjend.",
        ["Velg minst én klient."] = "Vel minst éin klient.",
        ["Velg et system."] = "Vel eit system.",
        ["Ingenting er endret."] = "Ingenting er endra.",
        ["Dette gikk ikke"] = "Dette gjekk ikkje",
        ["Åpne siden på nytt"] = "Opne sida på nytt",
        ["Du har ingen rolle i {0}."] = "Du har inga rolle i {0}.",
        ["Du kan ikke gi fullmakter på vegne av {0}."] = "Du kan ikkje gi fullmakter på vegner av {0}.",
        ["Du kan ikke velge klienter på vegne av {0}."] = "Du kan ikkje velje klientar på vegner av {0}.",
        [
            "For å gi fullmakter må du være Tilgangsstyrer eller Hovedadministrator, eller ha en rolle som gjør deg til det, for eksempel daglig leder."
        ] =
            "For å gi fullmakter må du vere Tilgangsstyrar eller Hovudadministrator, eller ha ei rolle som gjer deg til det, til dømes dagleg leiar.",
        [
            "For å gi fullmakter for klienter må du være Klientadministrator eller Hovedadministrator, eller ha en rolle som gjør deg til det, for eksempel daglig leder."
        ] =
            "For å gi fullmakter for klientar må du vere Klientadministrator eller Hovudadministrator, eller ha ei rolle som gjer deg til det, til dømes dagleg leiar.",
        ["Forespørselen finnes ikke. Den kan være trukket tilbake. Be leverandøren om en ny lenke."] =
            "Førespurnaden finst ikkje. Han kan vere trekt tilbake. Be leverandøren om ei ny lenkje.",
        ["Forespørselen er besvart eller utløpt, og kan ikke besvares nå. Se den på nytt for å se hva som gjelder."] =
            "Førespurnaden er svara på eller har gått ut, og kan ikkje svarast på no. Sjå på han på nytt for å sjå kva som gjeld.",
        ["Virksomheten har allerede en systemtilgang for dette systemet. Se oversikten."] =
            "Verksemda har alt ein systemtilgang for dette systemet. Sjå oversikta.",
        ["Systemtilgangen finnes ikke. Den kan være slettet."] = "Systemtilgangen finst ikkje. Han kan vere sletta.",
        ["Tjenesteeieren lar ingen gi tjenesten videre."] = "Tenesteeigaren lèt ingen gi tenesta vidare.",
        ["Det er ingen side på denne adressen."] = "Det er inga side på denne adressa.",
        ["Skjemaet ble ikke sendt fra en side som nettopp ble vist for deg. Åpne siden på nytt og prøv igjen."] =
            "Skjemaet vart ikkje sendt frå ei side som nett vart vist for deg. Opne sida på nytt og prøv igjen.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string bokmaal) => s_byBokmaal.GetValueOrDefault(bokmaal, bokmaal);
}
