namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>
/// An organization of the Central Coordinating Register: a company, a sole proprietorship or a sub-unit.
/// </summary>
internal sealed record Organization : IWorldRow
{
    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary>
    /// The organization form, for example <c>AS</c>, <c>ENK</c>, <c>BRL</c>, <c>ORGL</c> or, for a sub-unit,
    /// <c>BEDR</c>.
    /// </summary>
    public required string Form { get; init; }

    /// <summary>The main unit's number when this is a sub-unit.</summary>
    public string? Parent { get; init; }

    /// <summary>The service-owner code, for example <c>skd</c>, of an organization that owns resources.</summary>
    public string? OrgCode { get; init; }

    /// <summary>
    /// Whether the organization is registered as accountant or auditor, and so has client administrators.
    /// </summary>
    public bool IsFacilitator { get; init; }

    public bool IsDeleted { get; init; }

    public Guid PartyUuid { get; init; }

    public int PartyId { get; init; }

    /// <summary>Whether the number is this organization's or its main unit's.</summary>
    public bool IsOrIsUnder(string number) =>
        string.Equals(number, Number, StringComparison.Ordinal)
        || string.Equals(number, Parent, StringComparison.Ordinal);

    string IWorldRow.Key => Number;
}
