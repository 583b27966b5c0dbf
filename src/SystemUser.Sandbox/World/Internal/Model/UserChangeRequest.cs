using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A vendor's request to change the rights of a system user.</summary>
internal sealed record UserChangeRequest : VendorRequest
{
    public required Guid SystemUserId { get; init; }

    public ImmutableArray<string> RequiredRights { get; init; } = [];

    public ImmutableArray<string> UnwantedRights { get; init; } = [];

    public ImmutableArray<string> RequiredAccessPackages { get; init; } = [];

    public ImmutableArray<string> UnwantedAccessPackages { get; init; } = [];
}
