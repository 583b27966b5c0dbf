using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A vendor's request for a system user, standard or agent.</summary>
internal sealed record NewUserRequest : VendorRequest
{
    public string? IntegrationTitle { get; init; }

    public ImmutableArray<string> Rights { get; init; } = [];

    /// <summary>The rights as the vendor wrote them.</summary>
    public ImmutableArray<WrittenRight> WrittenRights { get; init; } = [];

    public ImmutableArray<string> AccessPackages { get; init; } = [];

    /// <summary>Whether someone without the right role passed it on to those who have it.</summary>
    public bool Escalated { get; init; }
}
