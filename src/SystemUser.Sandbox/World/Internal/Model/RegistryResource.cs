namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A resource of the resource registry.</summary>
internal sealed record RegistryResource : IWorldRow
{
    public required string Id { get; init; }

    /// <summary>The organization number of the competent authority, which owns the resource.</summary>
    public required string Owner { get; init; }

    public required LanguageTexts Title { get; init; }

    public required string ResourceType { get; init; }

    public bool Delegable { get; init; } = true;

    public bool Visible { get; init; } = true;

    /// <summary>Whether only members of an access list connected to the resource may be acted for.</summary>
    public bool UsesAccessLists { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The whole document as its owner put it.</summary>
    public required string Document { get; init; }

    string IWorldRow.Key => Id;
}

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
