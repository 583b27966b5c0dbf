namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>That one organization has another as its client.</summary>
internal sealed record ClientRelation : IWorldRow
{
    public required string Facilitator { get; init; }

    public required string Client { get; init; }

    public required ClientRelationKind Kind { get; init; }

    string IWorldRow.Key => $"{Facilitator}:{Client}:{Kind}";
}
