using System.Collections.Frozen;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Problems in the words of those who meet them in the portal, by code: what is wrong, and what to do.</summary>
internal static class ProblemTexts
{
    private static readonly FrozenDictionary<string, (string Norwegian, string English)> s_byCode = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["AUTH-00000"] = (
            "Ingen virksomhet har dette organisasjonsnummeret.",
            "No organization has this organization number."
        ),
        ["AUTH-00001"] = (
            "En tjeneste finnes ikke, er ikke registrert på systemet, eller har regler som ikke lar noen gi den videre. Be leverandøren rette det.",
            "A service does not exist, is not registered on the system, or has rules that let nobody give it. Ask the vendor to correct it."
        ),
        ["AUTH-00004"] = (
            "Virksomheten har allerede en systemtilgang for dette systemet. Se oversikten.",
            "The organization already has a system access for this system. See the overview."
        ),
        ["AUTH-00010"] = (
            "Forespørselen finnes ikke. Den kan være trukket tilbake. Be leverandøren om en ny lenke.",
            "There is no such request. It may have been withdrawn. Ask the vendor for a new link."
        ),
        ["AUTH-00011"] = (
            "Systemet finnes ikke i systemregisteret. Leverandøren kan ha slettet det.",
            "The system is not in the system register. Its vendor may have deleted it."
        ),
        ["AUTH-00013"] = (
            "Forespørselen er besvart eller utløpt, og kan ikke besvares nå. Se den på nytt for å se hva som gjelder.",
            "The request has been answered or has expired, and cannot be answered now. Look at it again to see what holds."
        ),
        ["AUTH-00015"] = (
            "Systemtilgangen finnes ikke. Den kan være slettet.",
            "There is no such system access. It may have been deleted."
        ),
        ["AUTH-00024"] = (
            "Systemtilgangen tilhører en annen virksomhet.",
            "The system access belongs to another organization."
        ),
        ["AUTH-00030"] = (
            "Forespørselen finnes ikke. Den kan være trukket tilbake. Be leverandøren om en ny lenke.",
            "There is no such request. It may have been withdrawn. Ask the vendor for a new link."
        ),
        ["AUTH-00038"] = ("Systemtilgangen har ikke denne klienten.", "The system access does not have this client."),
        ["AUTH-00041"] = (
            "Forespørselen gjelder en annen virksomhet.",
            "The request was made to another organization."
        ),
        ["AUTH-00042"] = (
            "Forespørselen gjelder en annen virksomhet.",
            "The request was made to another organization."
        ),
        ["AUTH-00059"] = (
            "En systemtilgang må ha minst én fullmakt. Slett den i stedet.",
            "A system access must have some authority. Delete it instead."
        ),
        ["AUTH-00063"] = (
            "Tilgangspakken er ikke registrert på systemet. Be leverandøren rette det.",
            "The access package is not registered on the system. Ask the vendor to correct it."
        ),
        ["AUTH-00064"] = (
            "Tilgangspakken er for klientforhold, eller kan ikke gis videre.",
            "The access package is for client relations, or cannot be given."
        ),
        ["AUTH-00070"] = (
            "Tjenesteeieren lar ingen gi tjenesten videre.",
            "The owner of the service lets nobody give it."
        ),
        ["AUTH-00071"] = (
            "Tjenesten er et API-skjema for Maskinporten, og kan ikke gis til en systembruker.",
            "The service is an API schema of Maskinporten, and cannot be given to a system user."
        ),
        ["AUTH-00065"] = (
            "Tilgangspakken er ikke for klientforhold.",
            "The access package is not for client relations."
        ),
        ["SANDBOX-00012"] = (
            "Du kan ikke gi fullmakter på vegne av virksomheten. Det kan for eksempel daglig leder.",
            "You may not give authority on behalf of the organization. The daily leader may, for example."
        ),
        ["SANDBOX-00013"] = (
            "Du kan ikke gi eller fjerne denne rollen. Det kan Hovedadministrator, og den som har en rolle som gjør en til det, for eksempel daglig leder.",
            "You may not give or remove this role. A main administrator may, and whoever has a role that makes one, such as daily leader."
        ),
        ["SANDBOX-00014"] = (
            "Virksomheten må ha minst én Hovedadministrator, eller en med en rolle som gjør en til det, for eksempel daglig leder. Gi rollen til en annen først.",
            "The organization must have a main administrator, or someone with a role that makes one, such as daily leader. Give the role to someone else first."
        ),
        ["AUTH-00079"] = ("Klienten finnes ikke.", "No client was found."),
        ["AUTH-00080"] = (
            "Klientforholdet gir ikke tilgangspakkene som systemtilgangen har.",
            "The client relation does not give the access packages that the system access has."
        ),
        ["AUTH.VLD-00001"] = (
            "Id-en må være organisasjonsnummeret, en understrek og et navn.",
            "The id must be the organization number, an underscore and a name."
        ),
        ["AUTH.VLD-00002"] = ("Id-en er i bruk.", "The id is in use."),
        ["AUTH.VLD-00003"] = ("En av tjenestene finnes ikke.", "One of the rights does not exist."),
        ["AUTH.VLD-00004"] = (
            "En av klient-id-ene brukes av et annet system.",
            "One of the client ids is used by another system."
        ),
        ["AUTH.VLD-00005"] = (
            "En returadresse må begynne med https://, eller med http:// på maskinen selv.",
            "A return address must begin with https://, or with http:// on the machine itself."
        ),
        ["AUTH.VLD-00011"] = ("En klient-id står to ganger.", "A client id is there twice."),
        ["AUTH.VLD-00013"] = ("Id-en kan ikke ha mellomrom.", "The id cannot have spaces."),
        ["AUTH.VLD-00018"] = (
            "Et system med pakker for klienter kan ikke velges av alle.",
            "A system with packages for clients cannot be chosen by all."
        ),
        ["SANDBOX-00005"] = ("Noe mangler eller er utenfor det som er lov.", "Something is missing or out of range."),
        ["SANDBOX-00001"] = ("Ressursen finnes ikke.", "There is no such resource."),
        ["STD-00000"] = ("Noe i skjemaet må rettes.", "Something in the form must be corrected."),
        ["PORTAL-00001"] = (
            "Skjemaet ble ikke sendt fra en side som nettopp ble vist for deg. Åpne siden på nytt og prøv igjen.",
            "The form was not sent from a page shown to you just now. Open the page again and try once more."
        ),
        ["PORTAL-00002"] = ("Det er ingen side på denne adressen.", "There is no page at this address."),
        ["PORTAL-00003"] = ("Skjemaet sier verken godkjenn eller avvis.", "The form says neither approve nor reject."),
        ["PORTAL-00004"] = (
            "Personen har ingen rolle i virksomheten, eller en av dem finnes ikke.",
            "The person has no role in the organization, or one of them does not exist."
        ),
        ["PORTAL-00005"] = ("Du har ikke valgt noe.", "You have not chosen anything."),
        ["PORTAL-00006"] = (
            "Skjemaet ble sendt fra et annet nettsted, og det tas ikke imot. Åpne siden her og svar der, om det er det du vil.",
            "The form was sent from another site, and is not accepted. Open the page here and answer there, if that is what you want."
        ),
        ["PORTAL-00007"] = (
            "Skjemaet gjelder en annen virksomhet enn den du handler for nå. Åpne siden på nytt og prøv igjen.",
            "The form is about another organization than the one you act for now. Open the page again and try once more."
        ),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The faults of a form, or the one problem with it.</summary>
    public static IReadOnlyList<string> All(PortalVisit visit, Problem problem) =>
        problem.Faults.IsEmpty
            ? [Find(visit, problem.Code, problem.Text)]
            : [.. problem.Faults.Select(fault => Find(visit, fault.Code, fault.Text))];

    /// <summary>Why some rights and packages cannot be given, by id or URN.</summary>
    public static IReadOnlyDictionary<string, string> OfHindrances(
        PortalVisit visit,
        IEnumerable<(string Id, Problem Problem)> hindrances
    ) =>
        hindrances
            .DistinctBy(found => found.Id, StringComparer.Ordinal)
            .ToDictionary(
                found => found.Id,
                found => Find(visit, found.Problem.Code, found.Problem.Text),
                StringComparer.Ordinal
            );

    public static string Find(PortalVisit visit, string? code, string detail) =>
        code is not null && s_byCode.TryGetValue(code, out var texts)
            ? visit.Text(texts.Norwegian, texts.English)
            : detail;
}
