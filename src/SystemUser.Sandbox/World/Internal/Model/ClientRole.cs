namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>What one organization is to another whose client it is, as Altinn names it.</summary>
/// <remarks>Source of ids and names: Altinn/altinn-authorization-tmp, <c>RoleConstants</c>.</remarks>
/// <param name="Id">Its id at Altinn.</param>
/// <param name="Name">Its name.</param>
/// <param name="Code">Its code.</param>
/// <param name="Urn">Its URN.</param>
/// <param name="LegacyUrn">The URN that it had in Altinn 2, if it had one.</param>
/// <param name="Relation">The relation of the register; <see langword="null"/> where the client itself gave the rights.</param>
internal sealed record ClientRole(
    Guid Id,
    string Name,
    string Code,
    string Urn,
    string? LegacyUrn,
    ClientRelationKind? Relation
)
{
    /// <summary>The role of whoever was given rights by the client itself.</summary>
    public static readonly ClientRole RightHolder = new(
        new Guid("42cae370-2dc1-4fdc-9c67-c2f4b0f0f829"),
        "Rettighetshaver",
        "rettighetshaver",
        "urn:altinn:role:rettighetshaver",
        LegacyUrn: null,
        Relation: null
    );

    public static readonly IReadOnlyList<ClientRole> All =
    [
        OfRegister(
            "46e27685-b3ba-423e-8b42-faab54de5817",
            "Regnskapsfører",
            "regnskapsforer",
            "regn",
            ClientRelationKind.Accountant
        ),
        OfRegister("f76b997a-9bd8-4f7b-899f-fcd85d35669f", "Revisor", "revisor", "revi", ClientRelationKind.Auditor),
        OfRegister(
            "348b2f47-47ee-4084-abf8-68aa54c2b27f",
            "Forretningsfører",
            "forretningsforer",
            "ffør",
            ClientRelationKind.BusinessManager
        ),
        RightHolder,
    ];

    /// <summary>The role that a text names, by its code, name, URN or id.</summary>
    public static ClientRole? Find(string? text) =>
        All.FirstOrDefault(role =>
            new[] { role.Code, role.Name, role.Urn, role.Id.ToString() }.Contains(
                text,
                StringComparer.OrdinalIgnoreCase
            )
        );

    private static ClientRole OfRegister(
        string id,
        string name,
        string code,
        string legacyCode,
        ClientRelationKind relation
    ) =>
        new(
            new Guid(id),
            name,
            code,
            $"urn:altinn:external-role:ccr:{code}",
            $"urn:altinn:rolecode:{legacyCode}",
            relation
        );
}
