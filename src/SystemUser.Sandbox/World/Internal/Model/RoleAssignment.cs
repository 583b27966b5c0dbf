namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A person's role in an organization, by its register code (<see cref="Roles"/>).</summary>
internal sealed record RoleAssignment : IWorldRow
{
    public required string Person { get; init; }

    public required string Organization { get; init; }

    public required string Role { get; init; }

    string IWorldRow.Key => $"{Organization}:{Person}:{Role}";
}
