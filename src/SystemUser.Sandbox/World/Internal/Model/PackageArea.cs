namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A part of Altinn's catalog of access packages.</summary>
/// <remarks>Source of ids and names: Altinn/altinn-authorization-tmp, <c>AreaConstants</c> and <c>AreaGroupConstants</c>.</remarks>
/// <param name="Id">Its id at Altinn.</param>
/// <param name="Code">The end of its URN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Icon">The file of its icon.</param>
/// <param name="Group">The group that it belongs to.</param>
internal sealed record PackageArea(Guid Id, string Code, string Name, string Icon, PackageAreaGroup Group)
{
    /// <summary>Where a package of a seed belongs that does not say.</summary>
    public const string Default = "skatt_avgift_regnskap_og_toll";

    public static readonly IReadOnlyList<PackageArea> All =
    [
        new(
            new Guid("7d32591d-34b7-4afc-8afa-013722f8c05d"),
            Default,
            "Skatt, avgift, regnskap og toll",
            "Aksel_Money_SackKroner.svg",
            PackageAreaGroup.General
        ),
        new(
            new Guid("6f7f3b02-8b5a-4823-9468-0f4646d3a790"),
            "personale",
            "Personale",
            "Aksel_People_PersonGroup.svg",
            PackageAreaGroup.General
        ),
        new(
            new Guid("e4ae823f-41db-46ed-873f-8a5d1378fff8"),
            "administrere_tilganger",
            "Administrere tilganger",
            "Altinn_Administrere-tilganger_PersonLock.svg",
            PackageAreaGroup.General
        ),
        new(
            new Guid("64cbcdc8-01c9-448c-b3d2-eb9582beb3c2"),
            "fullmakter_for_regnskapsforer",
            "Fullmakter for regnskapsfører",
            "Aksel_Home_Calculator.svg",
            PackageAreaGroup.Special
        ),
        new(
            new Guid("7df15290-f43c-4831-a1b4-3edfa43e526d"),
            "fullmakter_for_revisor",
            "Fullmakter for revisor",
            "Aksel_Files-and-application_FileSearch.svg",
            PackageAreaGroup.Special
        ),
        new(
            new Guid("0195efb8-7c80-76b3-bb86-ae9dfd74bca2"),
            "fullmakter_for_forretningsforer",
            "Fullmakter for forretningsfører",
            "Aksel_Statistics-and-math_TrendDown.svg",
            PackageAreaGroup.Special
        ),
    ];

    public string Description => $"Tilgangspakker i området {Name}.";

    public string Urn => $"accesspackage:area:{Code}";

    public string IconUrl => $"https://altinncdn.no/authorization/accesspackageicons/{Icon}";

    /// <summary>The area of a package.</summary>
    public static PackageArea Of(CatalogPackage package) => All.First(area => area.Code == package.Area);
}

/// <summary>A group of areas.</summary>
/// <param name="Id">Its id at Altinn.</param>
/// <param name="Name">Its name.</param>
internal sealed record PackageAreaGroup(Guid Id, string Name)
{
    public static readonly PackageAreaGroup General = new(new Guid("7e2a3af8-08cb-43a9-bdd7-7d5c7e377145"), "Allment");

    public static readonly PackageAreaGroup Special = new(new Guid("554f0321-53b8-4d97-be12-6a585c507159"), "Særskilt");

    public static readonly IReadOnlyList<PackageAreaGroup> All = [General, Special];
}
