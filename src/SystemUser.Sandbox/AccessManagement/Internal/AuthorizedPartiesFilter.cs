using System.Collections.Immutable;
using SystemUser.Sandbox.World.Internal.Access;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What a list of authorized parties shall hold.</summary>
internal sealed record AuthorizedPartiesFilter
{
    public bool IncludeRoles { get; init; } = true;

    public bool IncludeAccessPackages { get; init; }

    public bool IncludeResources { get; init; } = true;

    public bool IncludeSubParties { get; init; } = true;

    public bool IncludeInactiveParties { get; init; } = true;

    /// <summary>Only parties for which some resource of this service owner may be used.</summary>
    public string? OrgCode { get; init; }

    /// <summary>
    /// Only parties for which one of these resources may be used; unknown ones are ignored. Empty for all.
    /// </summary>
    public ImmutableArray<string> AnyOfResourceIds { get; init; } = [];

    /// <summary>Only these organizations, by number; <see langword="null"/> for all.</summary>
    public ImmutableHashSet<string>? Parties { get; init; }
}
