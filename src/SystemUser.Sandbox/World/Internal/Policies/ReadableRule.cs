using System.Collections.Immutable;
using SystemUser.Sandbox.Wire;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>A rule of a policy in readable form: it matches when one of each of the three lists does.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Permits">Whether it permits; else it denies.</param>
/// <param name="Subjects">The alternatives for the subject, each a set of attributes that count together.</param>
/// <param name="Actions">The alternatives for the action.</param>
/// <param name="Resources">The alternatives for the resource.</param>
internal sealed record ReadableRule(
    string Id,
    bool Permits,
    ImmutableArray<ImmutableArray<PolicyAttribute>> Subjects,
    ImmutableArray<ImmutableArray<PolicyAttribute>> Actions,
    ImmutableArray<ImmutableArray<PolicyAttribute>> Resources
)
{
    // Nobody else can give what the service owner's own rules give.
    private static readonly string[] s_ownersAttributes =
    [
        PdpAttributeIds.Org,
        PdpAttributeIds.OrganizationNumber,
        PdpAttributeIds.LegacyOrganizationNumber,
    ];

    /// <summary>Whether the rule permits somebody other than the service owner, who can give it on.</summary>
    public bool IsDelegable =>
        Permits
        && (
            Subjects.IsEmpty
            || Subjects.Any(subject => !subject.Any(attribute => s_ownersAttributes.Contains(attribute.Type)))
        );

    /// <summary>Whether the rule speaks of the action; names of actions are case-sensitive.</summary>
    public bool Covers(string? action) =>
        Actions.IsEmpty
        || Actions.Any(alternative =>
            alternative.Any(attribute => string.Equals(attribute.Value, action, StringComparison.Ordinal))
        );
}

/// <summary>An attribute that a policy demands.</summary>
/// <param name="Type">Its id, for example <c>urn:altinn:accesspackage</c>.</param>
/// <param name="Value">The value demanded.</param>
internal readonly record struct PolicyAttribute(string Type, string Value)
{
    public const string AccessPackage = "urn:altinn:accesspackage";
    public const string RoleCode = "urn:altinn:rolecode";
    public const string PartyType = "urn:altinn:partytype";
    public const string AccessList = "urn:altinn:access-list";
}
