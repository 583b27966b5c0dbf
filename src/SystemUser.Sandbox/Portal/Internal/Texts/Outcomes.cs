namespace SystemUser.Sandbox.Portal.Internal.Texts;

/// <summary>What a visitor can have done just now, or done wrong, in words.</summary>
internal static class Outcomes
{
    public const string NoClientChosen = "no-client";
    public const string NoSystemChosen = "no-system";
    public const string NoRoleChosen = "no-role";
    public const string PersonNotFound = "no-person";

    /// <summary>What was done, by its name; <see langword="null"/> for anything else.</summary>
    public static string? Find(PortalVisit visit, string? name) =>
        name switch
        {
            "created" => visit.Text("Systemtilgangen er opprettet.", "The system access has been created."),
            "deleted" => visit.Text("Systemtilgangen er slettet.", "The system access has been deleted."),
            "added" => visit.Text("Klientene er lagt til.", "The clients have been added."),
            "all-added" => visit.Text("Klientene er lagt til.", "The clients have been added."),
            "removed" => visit.Text("Klientene er fjernet.", "The clients have been removed."),
            "changed" => visit.Text("Endringen er godkjent.", "The change has been approved."),
            "kept" => visit.Text("Systemtilgangen er som før.", "The system access is as it was."),
            "role-given" => visit.Text("Rollen er gitt.", "The role has been given."),
            "role-taken" => visit.Text("Rollen er fjernet.", "The role has been removed."),
            "registered" => visit.Text("Systemet er registrert.", "The system has been registered."),
            "granted" => visit.Text("Scopet er gitt.", "The scope has been granted."),
            "withdrawn" => visit.Text("Scopet er trukket tilbake.", "The scope has been withdrawn."),
            "scope" => visit.Text("Scopet er opprettet.", "The scope has been created."),
            _ => null,
        };

    /// <summary>What is wrong with the form that was sent, by its name; <see langword="null"/> for anything else.</summary>
    public static string? FindProblem(PortalVisit visit) =>
        visit.Done switch
        {
            NoClientChosen => visit.Text("Velg minst én klient.", "Choose at least one client."),
            NoSystemChosen => visit.Text("Velg et system.", "Choose a system."),
            NoRoleChosen => visit.Text("Velg en rolle.", "Choose a role."),
            PersonNotFound => visit.Text(
                "Ingen har dette fødselsnummeret og etternavnet.",
                "Nobody has this identity number and last name."
            ),
            _ => null,
        };
}
