using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A vendor's request to change the rights of a system user.</summary>
internal sealed record ChangeRequest : IWorldRow
{
    public required Guid Id { get; init; }

    public required Guid SystemUserId { get; init; }

    public required string SystemId { get; init; }

    public required string Party { get; init; }

    public required string ExternalRef { get; init; }

    public ImmutableArray<string> RequiredRights { get; init; } = [];

    public ImmutableArray<string> UnwantedRights { get; init; } = [];

    public ImmutableArray<string> RequiredAccessPackages { get; init; } = [];

    public ImmutableArray<string> UnwantedAccessPackages { get; init; } = [];

    public string? RedirectUrl { get; init; }

    public RequestStatus Status { get; init; }

    public bool IsDeleted { get; init; }

    public required DateTimeOffset Created { get; init; }

    string IWorldRow.Key => Id.ToString();
}
