using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>One entry of a system's change log.</summary>
internal sealed record SystemChange : IWorldRow
{
    public required string SystemId { get; init; }

    /// <summary>The entry's number within the log of its system, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The kind of change, for example <c>Create</c>, <c>RightsUpdate</c> or <c>AccessPackageUpdate</c>.
    /// </summary>
    public required string ChangeType { get; init; }

    /// <summary>The <see cref="VendorSystem.Version"/> that this change led to.</summary>
    public int Version { get; init; }

    public ImmutableArray<string> AddedRights { get; init; } = [];

    public ImmutableArray<string> RemovedRights { get; init; } = [];

    public ImmutableArray<string> AddedAccessPackages { get; init; } = [];

    public ImmutableArray<string> RemovedAccessPackages { get; init; } = [];

    /// <summary>The Maskinporten client that made the change.</summary>
    public string? ClientId { get; init; }

    /// <summary>The changed part of the system as JSON.</summary>
    public string? ChangedData { get; init; }

    public required DateTimeOffset Created { get; init; }

    string IWorldRow.Key => $"{SystemId}:{Number:D6}";
}
