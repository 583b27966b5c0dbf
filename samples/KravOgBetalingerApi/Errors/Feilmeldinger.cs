using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Errors;

/// <summary>Code and message of the refusals that authorization and the framework give.</summary>
internal static class Feilmeldinger
{
    public static (string Kode, string Melding) Of(SystemUserProblem problem) =>
        problem.Code switch
        {
            SystemUserProblemCodes.TokenMissing => (Feilkoder.Autentisering, "Token mangler"),
            SystemUserProblemCodes.TokenExpired => (Feilkoder.Autentisering, "Tokenet er utløpt"),
            SystemUserProblemCodes.TokenWrongIssuer => (Feilkoder.Autentisering, "Tokenet er fra et annet miljø"),
            SystemUserProblemCodes.SystemUserRequired => (
                Feilkoder.IkkeAutorisert,
                "Tokenet gjelder ikke en systembruker"
            ),
            SystemUserProblemCodes.SystemUserInvalid => (Feilkoder.IkkeAutorisert, "Tokenets systembruker er ugyldig"),
            SystemUserProblemCodes.InsufficientScope => (
                Feilkoder.IkkeAutorisert,
                $"Tokenet mangler scope: {string.Join(' ', problem.Scopes)}"
            ),
            SystemUserProblemCodes.PartyInvalid => (
                Feilkoder.UgyldigInndata,
                "Partsidentifikator må være et organisasjonsnummer på ni siffer"
            ),
            SystemUserProblemCodes.PartyNotOwner => (
                Feilkoder.IkkeAutorisert,
                "Systembrukeren tilhører en annen virksomhet"
            ),
            SystemUserProblemCodes.PartyUnknown => (
                Feilkoder.IkkeAutorisert,
                $"Altinn kjenner ikke virksomheten {problem.Party}"
            ),
            SystemUserProblemCodes.RightMissing => (
                Feilkoder.IkkeAutorisert,
                $"Systembrukeren mangler rettigheten {problem.Right} for {problem.Party}"
            ),
            SystemUserProblemCodes.ObligationNotMet => (
                Feilkoder.IkkeAutorisert,
                $"Rettigheten {problem.Right} for {problem.Party} har vilkår som en systembruker ikke oppfyller"
            ),
            _ => Of(problem.Status),
        };

    public static (string Kode, string Melding) Of(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => (Feilkoder.Autentisering, "Tokenet er ugyldig"),
            StatusCodes.Status403Forbidden => (Feilkoder.IkkeAutorisert, "Ikke autorisert for ressursen"),
            StatusCodes.Status404NotFound => (Feilkoder.UkjentUrl, "Ukjent URL"),
            StatusCodes.Status405MethodNotAllowed => (Feilkoder.UkjentUrl, "URL-en støtter ikke metoden"),
            StatusCodes.Status406NotAcceptable => (Feilkoder.Dataformat, "Data leveres som application/json"),
            StatusCodes.Status415UnsupportedMediaType => (Feilkoder.Dataformat, "Data mottas som application/json"),
            StatusCodes.Status429TooManyRequests => (Feilkoder.ProevSenere, "For mange kall, prøv igjen senere"),
            StatusCodes.Status503ServiceUnavailable => (
                Feilkoder.BakenforliggendeSystem,
                "Tilgangen kan ikke kontrolleres nå, prøv igjen senere"
            ),
            < StatusCodes.Status500InternalServerError => (Feilkoder.UgyldigInndata, "Forespørselen er ugyldig"),
            _ => (Feilkoder.UventetFeil, "Uventet feil"),
        };
}
