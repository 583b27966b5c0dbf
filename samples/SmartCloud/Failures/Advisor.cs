using System.Globalization;
using SmartCloud.Texts;

namespace SmartCloud.Failures;

/// <summary>Tells every failure in terms of what to do.</summary>
internal static class Advisor
{
    /// <summary>Gives the advice for a failure.</summary>
    /// <param name="failure">The failure.</param>
    public static Advice For(Failure failure)
    {
        var who = NameOf(failure.From);
        return failure.Kind switch
        {
            FailureKind.NotConnected => new(
                new("Kunden er ikke koblet til.", "The customer is not connected."),
                new("Velg «Koble til» på kundens side.", "Choose “Connect” on the customer's page.")
            ),
            FailureKind.NotApprovedYet => new(
                new("Kunden har ikke godkjent ennå.", "The customer has not approved yet."),
                new(
                    "Be daglig leder åpne godkjenningssiden i Altinn. Svaret kommer hit av seg selv.",
                    "Ask the daily leader to open the approval page in Altinn. The answer arrives here by itself."
                )
            ),
            FailureKind.Refused => new(
                new("Kunden har avslått forespørselen.", "The customer has refused the request."),
                new(
                    "Snakk med kunden. Er dere enige, kan du sende en ny forespørsel fra kundens side.",
                    "Talk to the customer. If you agree, send a new request from the customer's page."
                )
            ),
            FailureKind.Revoked => new(
                new(
                    "Kunden har trukket tilbake tilgangen i Altinn.",
                    "The customer has withdrawn the access in Altinn."
                ),
                new(
                    "Snakk med kunden. Er dere enige, kan du koble til på nytt fra kundens side.",
                    "Talk to the customer. If you agree, connect again from the customer's page."
                )
            ),
            FailureKind.Forgotten => new(
                new(
                    "Sandkassen er startet på nytt, og husker verken SmartCloud eller kundens svar.",
                    "The sandbox has been started anew, and remembers neither SmartCloud nor the customer's answer."
                ),
                new(
                    "Kunden har ikke trukket noe tilbake. Registrer SmartCloud på nytt under Oppsett, og koble til kunden igjen.",
                    "The customer has withdrawn nothing. Register SmartCloud again under Set-up, and connect the customer again."
                )
            ),
            FailureKind.NoSystemUser => new(
                new(
                    "Maskinporten finner ingen systembruker for kunden.",
                    "Maskinporten finds no system user for the customer."
                ),
                new("Velg «Spør Altinn på nytt» på kundens side.", "Choose “Ask Altinn again” on the customer's page.")
            ),
            FailureKind.WrongReference => new(
                new(
                    "Systembrukeren finnes i Altinn, men Maskinporten finner den ikke.",
                    "The system user exists in Altinn, but Maskinporten does not find it."
                ),
                new(
                    "Enten står ikke klienten på det registrerte systemet, eller forespørselen har en annen externalRef. "
                        + "Registrer systemet på nytt under Oppsett; hjelper ikke det, koble kunden til på nytt.",
                    "Either the client is not on the registered system, or the request has another externalRef. Register "
                        + "the system again under Set-up; if that does not help, connect the customer again."
                )
            ),
            FailureKind.RightMissing => new(
                new(
                    "Systembrukeren har ikke fullmakt til å se kravene.",
                    "The system user does not hold the right to the claims."
                ),
                new(
                    "Kunden kan ha trukket tilbake fullmakten i Altinn, eller den er så ny at den ikke virker ennå. Vent noen "
                        + "minutter; hjelper ikke det, koble kunden til på nytt.",
                    "The customer may have removed the right in Altinn, or it is too new to work yet. Wait some minutes; "
                        + "if that does not help, connect the customer again."
                )
            ),
            FailureKind.ClientNotGranted => new(
                new(
                    "Systembrukeren kan ikke handle for denne klienten.",
                    "The system user may not act for this client."
                ),
                new(
                    "Be klientadministratoren hos regnskapsføreren legge klienten til systemtilgangen i Altinn.",
                    "Ask the accountant's client administrator to add the client to the system access in Altinn."
                )
            ),
            FailureKind.ClientUnknown => new(
                new("Maskinporten kjenner ikke klienten vår.", "Maskinporten does not know our client."),
                new(
                    "Registrer klienten og den offentlige nøkkelen som vises under Oppsett.",
                    "Register the client and the public key that is shown under Set-up."
                )
            ),
            FailureKind.ScopeMissing => new(
                new("Vi mangler et scope.", "We lack a scope."),
                new(
                    "Be API-tilbyderen gi virksomheten vår tilgang til scopet i Maskinporten, og legg det på klienten.",
                    "Ask the API provider to grant our organization the scope in Maskinporten, and add it to the client."
                )
            ),
            FailureKind.SystemNotRegistered => new(
                new("Systemet står ikke i Altinns systemregister.", "The system is not in Altinn's system register."),
                new("Registrer det under Oppsett.", "Register it under Set-up.")
            ),
            FailureKind.RightNotRegistered => new(
                new(
                    "Systemet er ikke registrert med tjenesten, eller den kan ikke gis videre.",
                    "The system is not registered with the right, or the right cannot be given."
                ),
                new(
                    "Registrer systemet på nytt under Oppsett. Hjelper ikke det, spør den som eier ressursen.",
                    "Register the system again under Set-up. If that does not help, ask whoever owns the resource."
                )
            ),
            FailureKind.RedirectNotAllowed => new(
                new(
                    "Kvitteringssiden vår står ikke på systemets liste over lovlige adresser.",
                    "Our receipt page is not on the system's list of allowed addresses."
                ),
                new("Registrer systemet på nytt under Oppsett.", "Register the system again under Set-up.")
            ),
            FailureKind.SystemUserExists => new(
                new(
                    "Altinn har allerede et svar på en forespørsel med samme navn.",
                    "Altinn already has an answer to a request by the same name."
                ),
                new("Velg «Koble til» en gang til.", "Choose “Connect” once more.")
            ),
            FailureKind.RequestGone => new(
                new("Forespørselen finnes ikke lenger i Altinn.", "The request is no longer in Altinn."),
                new("Send en ny fra kundens side.", "Send a new one from the customer's page.")
            ),
            FailureKind.NotFound => new(
                new(
                    $"{who} kjenner ikke det vi spurte om.",
                    $"{who} does not know what we asked for.",
                    $"{who} kjenner ikkje det vi spurde om."
                ),
                new("Kontroller organisasjonsnummeret.", "Check the organization number.")
            ),
            FailureKind.Rejected => new(
                new(
                    $"{who} godtok ikke det vi sendte.",
                    $"{who} did not accept what we sent.",
                    $"{who} godtok ikkje det vi sende."
                ),
                new(
                    "Rett det som står under; står det ingenting, kontroller innstillingene.",
                    "Put right what is said below; if nothing is said, check the settings."
                )
            ),
            FailureKind.TokenNotAccepted => new(
                new(
                    $"{who} godtok ikke tokenet vårt.",
                    $"{who} did not accept our token.",
                    $"{who} godtok ikkje tokenet vårt."
                ),
                new(
                    "Kontroller at Maskinporten, Altinn og API-et hører til samme miljø, og at klokken går rett.",
                    "Check that Maskinporten, Altinn and the API are of the same environment, and that the clock is right."
                )
            ),
            FailureKind.RetryLater => new(
                new($"{who} har det travelt.", $"{who} is busy.", $"{who} har det travelt."),
                RetryAfter(failure.RetryAfter)
            ),
            FailureKind.ServiceFault => new(
                new($"{who} har en feil.", $"{who} has a fault.", $"{who} har ein feil."),
                new(
                    "Feilen er ikke hos oss. Varer den, meld fra med feilkoden under.",
                    "The fault is not ours. If it lasts, report it with the code below."
                )
            ),
            FailureKind.Unreachable => new(
                new($"{who} svarer ikke.", $"{who} does not answer.", $"{who} svarar ikkje."),
                new("Prøv igjen om litt. Ingenting er endret.", "Try again in a while. Nothing has changed.")
            ),
            _ => new(
                new(
                    $"Svaret fra {who} kan ikke brukes.",
                    $"The answer of {who} cannot be used.",
                    $"Svaret frå {who} kan ikkje brukast."
                ),
                new("Kontroller adressene i innstillingene.", "Check the addresses in the settings.")
            ),
        };
    }

    private static Localized RetryAfter(TimeSpan? wait)
    {
        var seconds = Math.Max(1, Math.Ceiling((wait ?? TimeSpan.FromSeconds(5)).TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        return new(
            $"Prøv igjen om {seconds} sekunder.",
            $"Try again in {seconds} seconds.",
            $"Prøv igjen om {seconds} sekund."
        );
    }

    private static string NameOf(Service service) =>
        service switch
        {
            Service.KravOgBetalinger => "Krav og betalinger",
            _ => service.ToString(),
        };
}

/// <summary>What a person is told about a failure.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="WhatToDo">What to do about it.</param>
internal sealed record Advice(Localized What, Localized WhatToDo);
