using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>An access package of Altinn's catalog.</summary>
internal sealed record CatalogPackage : IWorldRow
{
    public const string Prefix = "urn:altinn:accesspackage:";

    public required string Urn { get; init; }

    public Guid Id { get; init; }

    /// <summary>The area that the package belongs to (<see cref="PackageArea"/>), by its code.</summary>
    public string Area { get; init; } = PackageArea.Default;

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>
    /// The relation that gives a facilitator this package for its client; <see langword="null"/> for an ordinary
    /// package.
    /// </summary>
    public ClientRelationKind? Relation { get; init; }

    /// <summary>Whether the package may be given to a system user at all.</summary>
    public bool IsDelegable { get; init; } = true;

    /// <summary>Whether it is one of the packages that an agent system user uses for its owner's clients.</summary>
    [JsonIgnore]
    public bool IsClientPackage => Relation is not null;

    /// <summary>Whether organizations may give it to one another.</summary>
    [JsonIgnore]
    public bool IsAssignable => !IsClientPackage;

    /// <summary>Whether a system user of the kind may be given it: an agent any that is delegable, a standard one no client package.</summary>
    public bool IsFor(SystemUserKind kind) => IsDelegable && (IsAssignable || kind == SystemUserKind.Agent);

    /// <summary>The URN without its prefix, as policies name it.</summary>
    public static string NameIn(string urn) =>
        urn.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? urn[Prefix.Length..] : urn;

    string IWorldRow.Key => Urn;
}
