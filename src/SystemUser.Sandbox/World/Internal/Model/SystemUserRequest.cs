using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A vendor's request for a system user, standard or agent.</summary>
internal sealed record SystemUserRequest : IWorldRow
{
    public required Guid Id { get; init; }

    public required SystemUserKind Kind { get; init; }

    public required string SystemId { get; init; }

    /// <summary>The organization that is asked, and will own the system user.</summary>
    public required string Party { get; init; }

    /// <summary>The vendor's reference; the party's number where the vendor gave none.</summary>
    public required string ExternalRef { get; init; }

    public string? IntegrationTitle { get; init; }

    public ImmutableArray<string> Rights { get; init; } = [];

    public ImmutableArray<string> AccessPackages { get; init; } = [];

    public string? RedirectUrl { get; init; }

    public RequestStatus Status { get; init; }

    /// <summary>Whether someone without the right role passed it on to those who have it.</summary>
    public bool Escalated { get; init; }

    public bool IsDeleted { get; init; }

    public required DateTimeOffset Created { get; init; }

    string IWorldRow.Key => Id.ToString();
}
