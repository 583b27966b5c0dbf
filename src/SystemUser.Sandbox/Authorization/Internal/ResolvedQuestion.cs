using System.Globalization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Xacml;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>A question with what the world knows of its subject, party and resource.</summary>
/// <remarks>Follows the order in which Altinn's context handler looks for them.</remarks>
internal sealed record ResolvedQuestion
{
    private static readonly string[] s_instances = [PdpAttributeIds.Instance, PdpAttributeIds.ResourceInstance];

    public required PdpQuestion Question { get; init; }

    /// <summary>The id under which the policy is kept; an app is <c>app_{org}_{app}</c>.</summary>
    public string? ResourceId { get; private init; }

    /// <summary>The instance asked about; <see langword="null"/> if it is the whole resource.</summary>
    public AskedInstance? Instance { get; private init; }

    /// <summary>The organization asked about, if it is one and exists.</summary>
    public Organization? Party { get; private init; }

    /// <summary>Whether any party, organization or person, was found.</summary>
    public bool HasParty { get; private init; }

    /// <summary>
    /// Whether the party is named by its Altinn number, so that Altinn does not look whether it exists.
    /// </summary>
    public bool HasPartyId { get; private init; }

    /// <summary>The system user asked about, if it exists.</summary>
    public RegisteredSystemUser? SystemUser { get; private init; }

    /// <exception cref="IndexOutOfRangeException">
    /// The resource begins with <c>app_</c> but names no org and app.
    /// </exception>
    public static ResolvedQuestion Of(WorldState world, PdpQuestion question)
    {
        var (organization, person, partyId) = FindParty(world, question);
        return new ResolvedQuestion
        {
            Question = question,
            ResourceId = FindResource(question),
            Instance = AskedInstance.Of(question),
            Party = organization,
            HasParty = organization is not null || person is not null,
            HasPartyId = partyId is not null,
            SystemUser = Guid.TryParse(question.SystemUserId, out var id) ? world.SystemUsers.Find(id) : null,
        };
    }

    /// <summary>
    /// Whether the question names a resource of the registry and nothing else, so that Altinn looks at the subject itself.
    /// </summary>
    public bool IsAboutTheSubjectAlone =>
        !HasParty
        && !HasPartyId
        && ResourceId is not null
        && Value(PdpAttributeIds.App) is null
        && !Question.Resource.Any(attribute => s_instances.Contains(attribute.Id));

    /// <summary>What Altinn stumbles over in the name of the party: its register knows no such number.</summary>
    public XacmlFault? FindFault(PdpCaller caller)
    {
        if (HasPartyId)
        {
            return null;
        }

        if (OrganizationNumber(Question) is { } number)
        {
            return HasParty ? null : XacmlFault.Syntax($"the register knows no organization {number}");
        }

        return Value(PdpAttributeIds.PersonNumber) is not { Length: > 0 } ? null
            : caller.IsInternal ? XacmlFault.Processing("an identity number is not allowed at this address")
            : HasParty ? null
            : XacmlFault.Syntax("the register knows no person with the identity number of the party");
    }

    /// <summary>The attributes of the resource, with those that Altinn adds.</summary>
    public IReadOnlyList<PdpAttributeValue> EnrichedResource()
    {
        var attributes = new List<PdpAttributeValue>(Question.Resource);
        if (!HasPartyId && Party is { } party)
        {
            attributes.Add(new(PdpAttributeIds.PartyId, party.PartyId.ToString(CultureInfo.InvariantCulture)));
        }

        var (resource, org, app) = (
            Value(PdpAttributeIds.Resource),
            Value(PdpAttributeIds.Org),
            Value(PdpAttributeIds.App)
        );
        if (resource is null && org is not null && app is not null)
        {
            attributes.Add(new(PdpAttributeIds.Resource, $"app_{org}_{app}"));
        }
        else if (resource is not null && org is null && app is null && AppOf(resource) is { } named)
        {
            attributes.Add(new(PdpAttributeIds.Org, named.Org));
            attributes.Add(new(PdpAttributeIds.App, named.App));
        }

        if (Instance is { AppInstance: { } id, Urn: var urn })
        {
            attributes.Add(new(PdpAttributeIds.ResourceInstance, id));
            attributes.Add(new(PdpAttributeIds.ResourceInstance, urn));
        }

        return attributes;
    }

    private string? Value(string id) => Value(Question, id);

    private static string? Value(PdpQuestion question, string id) =>
        question.Resource.FirstOrDefault(attribute => string.Equals(attribute.Id, id, StringComparison.Ordinal))?.Value;

    private static string? FindResource(PdpQuestion question)
    {
        var resource = Value(question, PdpAttributeIds.Resource);
        var (org, app) = (Value(question, PdpAttributeIds.Org), Value(question, PdpAttributeIds.App));
        if (resource is not null && AppOf(resource) is { } named)
        {
            (org, app) = named;
        }

        return org is { Length: > 0 } && app is { Length: > 0 } ? $"app_{org}_{app}" : resource;
    }

    // Altinn takes the second and third part, so that an app with an underscore in its name is cut short.
    private static (string Org, string App)? AppOf(string resource)
    {
        if (!resource.StartsWith("app_", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = resource.Split('_');
        return (parts[1], parts[2]);
    }

    private static string? OrganizationNumber(PdpQuestion question) =>
        Value(question, PdpAttributeIds.OrganizationNumber) is { Length: > 0 } number ? number
        : Value(question, PdpAttributeIds.LegacyOrganizationNumber) is { Length: > 0 } legacy ? legacy
        : null;

    private static (Organization? Organization, RegisteredPerson? Person, string? PartyId) FindParty(
        WorldState world,
        PdpQuestion question
    )
    {
        if (Value(question, PdpAttributeIds.PartyId) is { Length: > 0 } partyId)
        {
            return (
                world.Organizations.First(By.OrganizationPartyId, partyId),
                world.Persons.First(By.PersonPartyId, partyId),
                partyId
            );
        }

        if (OrganizationNumber(question) is { } number)
        {
            return (world.Organizations.Find(number), null, null);
        }

        if (Value(question, PdpAttributeIds.PersonNumber) is { Length: > 0 } pid)
        {
            return (null, world.Persons.Find(pid), null);
        }

        return Guid.TryParse(Value(question, PdpAttributeIds.PartyUuid), out var uuid)
            ? (
                world.Organizations.First(By.OrganizationUuid, uuid.ToString()),
                world.Persons.First(By.PersonUuid, uuid.ToString()),
                null
            )
            : (null, null, null);
    }
}
