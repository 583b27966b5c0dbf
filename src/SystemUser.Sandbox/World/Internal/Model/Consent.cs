using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>That somebody lets an organization fetch something about it, for a while.</summary>
internal sealed record Consent : IWorldRow
{
    public required Guid Id { get; init; }

    /// <summary>The number of the person or organization that consents.</summary>
    public required string Giver { get; init; }

    /// <summary>The organization number of whoever may fetch.</summary>
    public required string Receiver { get; init; }

    /// <summary>The ids of the resources that it is about.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>What narrows it down, for example a year; the provider reads it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public required DateTimeOffset Consented { get; init; }

    public required DateTimeOffset ValidTo { get; init; }

    string IWorldRow.Key => Id.ToString();
}
