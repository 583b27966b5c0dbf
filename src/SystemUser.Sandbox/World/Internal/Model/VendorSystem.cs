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

    /// <summary>The rights as the vendor wrote them; empty for a system of the seed.</summary>
    public ImmutableArray<WrittenRight> WrittenRights { get; init; } = [];

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

/// <summary>A right as a vendor wrote it; Altinn keeps it so, whatever it makes of it.</summary>
/// <param name="Action">The action, which does not count: a system user is given the whole resource.</param>
/// <param name="Resources">The ids of the resources that name it together.</param>
internal sealed record WrittenRight(string? Action, ImmutableArray<string> Resources)
{
    /// <summary>Rights that nobody wrote.</summary>
    public static ImmutableArray<WrittenRight> Of(ImmutableArray<string> rights) =>
        [.. rights.Select(id => new WrittenRight(null, [id]))];
}
