namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>
/// A resource's XACML policy. Each version is an object of its own, so what is derived from it can hang on the object.
/// </summary>
internal sealed record ResourcePolicy : IWorldRow
{
    public required string ResourceId { get; init; }

    public required string Xml { get; init; }

    public int Version { get; init; } = 1;

    string IWorldRow.Key => ResourceId;
}
