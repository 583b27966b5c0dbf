namespace KravOgBetalingerApi.Errors;

/// <summary>The codes of the API's error answers.</summary>
public static class Feilkoder
{
    /// <summary>500: an unexpected error in the service.</summary>
    public const string UventetFeil = "KB-001";

    /// <summary>500, or 503 when trying again may help: an error in a system behind the service.</summary>
    public const string BakenforliggendeSystem = "KB-002";

    /// <summary>404: no such URL.</summary>
    public const string UkjentUrl = "KB-003";

    /// <summary>401: no valid token.</summary>
    public const string Autentisering = "KB-004";

    /// <summary>403: the consent token is missing or does not suffice.</summary>
    public const string Samtykke = "KB-005";

    /// <summary>400: the input is invalid.</summary>
    public const string UgyldigInndata = "KB-006";

    /// <summary>404: nothing for this party in this period.</summary>
    public const string IngenTreff = "KB-007";

    /// <summary>406: the format that was asked for is not served.</summary>
    public const string Dataformat = "KB-008";

    /// <summary>404: the party is unknown.</summary>
    public const string UkjentPart = "KB-009";

    /// <summary>429: too many calls. Shared by Skatteetaten's APIs for information that is unavailable now; none is documented for 429.</summary>
    public const string ProevSenere = "DAS-003";

    /// <summary>403: no access to the resource. Shared by Skatteetaten's APIs.</summary>
    public const string IkkeAutorisert = "DAS-008";
}
