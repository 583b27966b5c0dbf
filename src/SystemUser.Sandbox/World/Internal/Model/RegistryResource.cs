using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

    /// <summary>The subjects that its rules name, and those that they once named.</summary>
    public ImmutableArray<PolicySubject> Subjects { get; init; } = [];

    string IWorldRow.Key => ResourceId;
}

/// <summary>That some rule of a policy names a subject, or did.</summary>
/// <param name="Attribute">The subject: a role, an access package or an organization.</param>
/// <param name="Updated">When it came into the policy, or went out of it.</param>
/// <param name="IsRemoved">Whether the policy names it no longer.</param>
internal sealed record PolicySubject(SubjectAttribute Attribute, DateTimeOffset Updated, bool IsRemoved);

/// <summary>An attribute that a subject has.</summary>
/// <param name="Type">Its id, for example <c>urn:altinn:accesspackage</c>.</param>
/// <param name="Value">Its value, in lower case.</param>
internal sealed record SubjectAttribute(string Type, string Value)
{
    [JsonIgnore]
    public string Urn => $"{Type}:{Value}";
}
