namespace SystemUser.Sandbox.Wire;

/// <summary>
/// The attribute ids that Altinn's policy decision point knows and a question about a system user uses.
/// Source: Altinn/altinn-authorization-tmp, <c>XacmlRequestAttribute</c>.
/// </summary>
public static class PdpAttributeIds
{
    /// <summary>The system user: the only attribute that its subject may have.</summary>
    public const string SystemUser = "urn:altinn:systemuser:uuid";

    /// <summary>The action.</summary>
    public const string Action = "urn:oasis:names:tc:xacml:1.0:action:action-id";

    /// <summary>The resource, by its id in the resource registry.</summary>
    public const string Resource = "urn:altinn:resource";

    /// <summary>The organization code that owns an app.</summary>
    public const string Org = "urn:altinn:org";

    /// <summary>The app.</summary>
    public const string App = "urn:altinn:app";

    /// <summary>The party, by organization number.</summary>
    public const string OrganizationNumber = "urn:altinn:organization:identifier-no";

    /// <summary>The party, by organization number in the old spelling.</summary>
    public const string LegacyOrganizationNumber = "urn:altinn:organizationnumber";

    /// <summary>The party, by uuid.</summary>
    public const string PartyUuid = "urn:altinn:party:uuid";

    /// <summary>The party, by Altinn's number for it.</summary>
    public const string PartyId = "urn:altinn:partyid";

    /// <summary>The party, by national identity number.</summary>
    public const string PersonNumber = "urn:altinn:person:identifier-no";

    /// <summary>The instance of a resource, by its URN.</summary>
    internal const string ResourceInstance = "urn:altinn:resource:instance-id";

    /// <summary>The instance of an app: party id and id, with a slash between them.</summary>
    internal const string Instance = "urn:altinn:instance-id";

    internal static readonly string[] Parties =
    [
        OrganizationNumber,
        LegacyOrganizationNumber,
        PartyUuid,
        PartyId,
        PersonNumber,
    ];
}
