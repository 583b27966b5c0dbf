namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A person, with a synthetic national identity number.</summary>
internal sealed record RegisteredPerson : IWorldRow
{
    public required string Pid { get; init; }

    public required string Name { get; init; }

    public Guid PartyUuid { get; init; }

    public int PartyId { get; init; }

    public int UserId { get; init; }

    string IWorldRow.Key => Pid;
}
