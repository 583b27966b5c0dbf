using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A system of the system register.</summary>
internal sealed record VendorSystem : IWorldRow
{
    /// <summary>The vendor's organization number, an underscore and a name.</summary>
    public required string Id { get; init; }

    public Guid InternalId { get; init; }

    /// <summary>The vendor's organization number.</summary>
    public required string Vendor { get; init; }

    public required LanguageTexts Name { get; init; }

    public LanguageTexts Description { get; init; } = new();

    /// <summary>The ids of the resources that the system may ask for.</summary>
    public ImmutableArray<string> Rights { get; init; } = [];

    /// <summary>The URNs of the access packages that the system may ask for.</summary>
    public ImmutableArray<string> AccessPackages { get; init; } = [];

    public ImmutableArray<string> ClientIds { get; init; } = [];

    public ImmutableArray<string> RedirectUrls { get; init; } = [];

    /// <summary>Whether end users may choose the system themselves.</summary>
    public bool IsVisible { get; init; }

    public bool IsDeleted { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset LastChanged { get; init; }

    /// <summary>Counts the changes of rights and packages; see <see cref="SystemChange"/>.</summary>
    public int Version { get; init; }

    string IWorldRow.Key => Id;
}

/// <summary>A text in the three languages of Altinn; any of them may be missing.</summary>
internal sealed record LanguageTexts(string? Nb = null, string? En = null, string? Nn = null)
{
    public override string ToString() => Nb ?? Nn ?? En ?? "";
}
