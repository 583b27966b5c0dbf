using System.Text.Json.Serialization;
using SmartCloud.Maskinporten;

namespace SmartCloud.Altinn;

/// <summary>A system in Altinn's system register.</summary>
internal sealed record RegisteredSystem
{
    /// <summary>Gets its id: the vendor's organization number, an underscore and a name.</summary>
    public required string Id { get; init; }

    /// <summary>Gets who sells it.</summary>
    public OrganizationId? Vendor { get; init; }

    /// <summary>Gets its name, as the customer sees it when it is asked to approve.</summary>
    public LocalizedText? Name { get; init; }

    /// <summary>Gets what it does.</summary>
    public LocalizedText? Description { get; init; }

    /// <summary>Gets the single rights that it may ask for.</summary>
    public IReadOnlyList<Right>? Rights { get; init; }

    /// <summary>Gets the access packages that it may ask for.</summary>
    public IReadOnlyList<AccessPackage>? AccessPackages { get; init; }

    /// <summary>Gets its Maskinporten clients.</summary>
    public IReadOnlyList<string>? ClientId { get; init; }

    /// <summary>Gets where a browser may be sent when a request has been answered.</summary>
    public IReadOnlyList<string>? AllowedRedirectUrls { get; init; }

    /// <summary>Gets whether customers may find it in Altinn and create a system user themselves; never with client packages.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool IsVisible { get; init; }
}

/// <summary>A text in Altinn's three languages.</summary>
/// <param name="Nb">Bokmål.</param>
/// <param name="En">English.</param>
/// <param name="Nn">Nynorsk.</param>
internal sealed record LocalizedText(string? Nb, string? En, string? Nn);
