using System.Collections.Frozen;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>
/// The roles that the sandbox knows by name; others are codes to it. Most are register roles; three are Altinn's own, which people can be
/// given who hold none: at Altinn access packages, here with the codes that they had as roles.
/// </summary>
/// <remarks>
/// The governing ones are the eight that Altinn makes client administrator; "Deltaker i ANS/DA" has two codes, one for
/// each kind of liability.
/// </remarks>
internal static class Roles
{
    public static readonly FrozenDictionary<string, Role> All = new[]
    {
        Create("BEST", "bestyrende-reder", "Bestyrende reder", governs: true),
        Create("BOBE", "bostyrer", "Bostyrer", governs: true),
        Create("DAGL", "daglig-leder", "Daglig leder", governs: true),
        Create("DTPR", "deltaker-delt-ansvar", "Deltaker i DA med delt ansvar", governs: true),
        Create("DTSO", "deltaker-fullt-ansvar", "Deltaker i ANS med fullt ansvar", governs: true),
        Create("INNH", "innehaver", "Innehaver", governs: true),
        Create("KOMP", "komplementar", "Komplementar", governs: true),
        Create("REPR", "norsk-representant", "Norsk representant for utenlandsk enhet", governs: true),
        Create("LEDE", "styreleder", "Styrets leder", governs: true),
        new Role("HADM", Package("hovedadministrator"), "Hovedadministrator", Governs: true, AdministersClients: true),
        new Role("ADMAI", Package("tilgangsstyrer"), "Tilgangsstyrer", Governs: true, AdministersClients: false),
        new Role(
            "KLADM",
            Package("klientadministrator"),
            "Klientadministrator",
            Governs: false,
            AdministersClients: true
        ),
        Create("NEST", "nestleder", "Nestleder", governs: false),
        Create("MEDL", "styremedlem", "Styremedlem", governs: false),
        Create("VARA", "varamedlem", "Varamedlem", governs: false),
        Create("KONT", "kontaktperson", "Kontaktperson", governs: false),
    }.ToFrozenDictionary(role => role.Code, StringComparer.Ordinal);

    /// <summary>Altinn's own, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<Role> OfAltinn = [All["ADMAI"], All["HADM"], All["KLADM"]];

    /// <summary>Who gives the organization's rights away, and makes others access managers.</summary>
    public static Role AccessManager => All["ADMAI"];

    /// <summary>The role with the code; one that the sandbox does not know governs nothing, and policies may still name it.</summary>
    public static Role Find(string code) =>
        All.GetValueOrDefault(code) ?? new Role(code, "", code, Governs: false, AdministersClients: false);

    /// <summary>Whether the text may be the code of a role, known or not.</summary>
    public static bool IsCode(string text) =>
        text.Length is >= 2 and <= 20
        && text.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));

    private static Role Create(string code, string name, string title, bool governs) =>
        new(code, $"urn:altinn:external-role:ccr:{name}", title, governs, AdministersClients: governs);

    private static string Package(string name) => CatalogPackage.Prefix + name;
}

/// <summary>A role of the Central Coordinating Register, or of Altinn.</summary>
/// <param name="Code">The code, for example <c>DAGL</c>.</param>
/// <param name="Urn">Altinn's name for it.</param>
/// <param name="Name">The Norwegian name.</param>
/// <param name="Governs">
/// Whether Altinn lets its holder give the organization's rights away.
/// </param>
/// <param name="AdministersClients">Whether it lets its holder administer clients, where the organization has some.</param>
internal sealed record Role(string Code, string Urn, string Name, bool Governs, bool AdministersClients)
{
    /// <summary>Whether what is given to the organization is given to its holder: all of the register's that govern but the Norwegian representative.</summary>
    public bool IsKeyRole => Governs && IsOfRegister && Code is not "REPR";

    /// <summary>Whether its holder may do everything for the organization, and make others main administrators.</summary>
    public bool IsMainAdministrator => Governs && AdministersClients;

    /// <summary>Whether it is a role of the register, which policies and Altinn's answers know as such.</summary>
    public bool IsOfRegister => !Urn.StartsWith(CatalogPackage.Prefix, StringComparison.Ordinal);
}

/// <summary>A person's role in an organization, by its register code (<see cref="Roles"/>).</summary>
internal sealed record RoleAssignment : IWorldRow
{
    public required string Person { get; init; }

    public required string Organization { get; init; }

    public required string Role { get; init; }

    string IWorldRow.Key => KeyOf(Organization, Person, Role);

    public static string KeyOf(string organization, string person, string role) => $"{organization}:{person}:{role}";
}
