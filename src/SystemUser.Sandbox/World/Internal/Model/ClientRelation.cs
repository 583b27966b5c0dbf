namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>That one organization has another as its client.</summary>
internal sealed record ClientRelation : IWorldRow
{
    public required string Facilitator { get; init; }

    public required string Client { get; init; }

    public required ClientRelationKind Kind { get; init; }

    string IWorldRow.Key => KeyOf(Facilitator, Client, Kind);

    public static string KeyOf(string facilitator, string client, ClientRelationKind kind) =>
        $"{facilitator}:{client}:{kind}";
}

/// <summary>What one organization does for another, by the register.</summary>
internal enum ClientRelationKind
{
    /// <summary>Regnskapsfoerer (REGN).</summary>
    Accountant,

    /// <summary>Revisor (REVI).</summary>
    Auditor,

    /// <summary>Forretningsfoerer (FFOR).</summary>
    BusinessManager,
}
