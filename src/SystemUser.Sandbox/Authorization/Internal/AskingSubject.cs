using System.Globalization;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Xacml;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Whom a question is about: a system user, a person or an organization, by whatever it is named.</summary>
/// <remarks>Source: Altinn/altinn-authorization-tmp, <c>ContextHandler.EnrichSubjectAttributes</c>.</remarks>
internal sealed record AskingSubject
{
    /// <summary>The person, if it is one that is known.</summary>
    public RegisteredPerson? Person { get; private init; }

    /// <summary>The organization, if it is one that is known.</summary>
    public Organization? Organization { get; private init; }

    /// <summary>Whether the person is named in a way by which Altinn looks for roles; by its uuid alone, it does not.</summary>
    public bool HasUserId { get; private init; }

    /// <summary>Whether it is named by a party uuid, of which nobody may have been found.</summary>
    public bool IsByPartyUuid { get; private init; }

    /// <summary>The attributes that Altinn adds to those of the question.</summary>
    public IReadOnlyList<PdpAttributeValue> Added { get; private init; } = [];

    /// <summary>Finds the subject of a question.</summary>
    public static (AskingSubject? Subject, XacmlFault? Fault) Find(
        WorldState world,
        PdpQuestion question,
        PdpCaller caller
    )
    {
        var names = SubjectNames.Of(question);
        if (FindFault(names, caller) is { } fault)
        {
            return (null, fault);
        }

        var person =
            names.Pid is not null ? world.Persons.Find(names.Pid)
            : names.UserId is not (null or 0) ? world.Persons.First(By.PersonUserId, Text(names.UserId.Value))
            : null;
        if (names.Pid is not null && person is null)
        {
            return (null, XacmlFault.Processing("no person has the subject's identity number"));
        }

        var organization = world.Organizations.Find(names.Number);
        if (names.Number is not null && organization is null && !caller.IsInternal)
        {
            return (null, XacmlFault.Syntax($"no organization has the subject's number {names.Number}"));
        }

        var uuid = names.PartyUuid?.ToString();
        return (
            new AskingSubject
            {
                Person = person ?? world.Persons.First(By.PersonUuid, uuid),
                Organization = organization ?? world.Organizations.First(By.OrganizationUuid, uuid),
                HasUserId = person is not null,
                IsByPartyUuid = uuid is not null,
                Added = [.. Attributes(names, person, caller.IsInternal ? null : organization)],
            },
            null
        );
    }

    private static XacmlFault? FindFault(SubjectNames names, PdpCaller caller) =>
        names.Fault
        ?? (
            names.Pid is not null && caller.IsInternal
                ? XacmlFault.Processing("an identity number is not allowed at this address")
            : names.Pid is not null && names.UserId is not (null or 0)
                ? XacmlFault.Processing("the subject has both an identity number and a user id")
            : names.Number is not null
            && (names.Pid ?? (names.UserId is null or 0 ? null : "")) is not null
            && !caller.IsInternal
                ? XacmlFault.Processing("the subject is both an organization and a person")
            : null
        );

    private static IEnumerable<PdpAttributeValue> Attributes(
        SubjectNames names,
        RegisteredPerson? person,
        Organization? organization
    )
    {
        if (names.IsLegacyNumber)
        {
            yield return new(PdpAttributeIds.OrganizationNumber, names.Number);
        }

        if (names.Pid is not null)
        {
            yield return new(SubjectNames.UserIdAttribute, Text(person!.UserId));
        }

        if (organization is not null)
        {
            yield return new(PdpAttributeIds.PartyId, Text(organization.PartyId));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The names that a question has for its subject.</summary>
internal sealed record SubjectNames
{
    public const string UserIdAttribute = "urn:altinn:userid";

    public string? Pid { get; private set; }

    public int? UserId { get; private set; }

    /// <summary>An organization number.</summary>
    public string? Number { get; private set; }

    public bool IsLegacyNumber { get; private set; }

    public Guid? PartyUuid { get; private set; }

    /// <summary>The first name that Altinn cannot read.</summary>
    public XacmlFault? Fault { get; private set; }

    public static SubjectNames Of(PdpQuestion question)
    {
        var names = new SubjectNames();
        foreach (var attribute in question.Subject.DistinctBy(attribute => attribute.Id, StringComparer.Ordinal))
        {
            names.Read(attribute.Id, attribute.Value ?? "");
        }

        return names;
    }

    private void Read(string id, string value)
    {
        switch (id)
        {
            case UserIdAttribute:
                UserId = int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var userId)
                    ? userId
                    : null;
                Fault ??= UserId is null ? XacmlFault.Syntax($"the user id '{value}' is no number") : null;
                break;
            case PdpAttributeIds.PersonNumber:
                Pid = value;
                break;
            case PdpAttributeIds.LegacyOrganizationNumber:
                (Number, IsLegacyNumber) = (value, true);
                break;
            case PdpAttributeIds.OrganizationNumber:
                Number = value;
                break;
            case PdpAttributeIds.PartyUuid:
                PartyUuid = Guid.TryParse(value, out var uuid) ? uuid : null;
                Fault ??= PartyUuid is null
                    ? XacmlFault.Processing($"the party uuid '{value}' of the subject is no uuid")
                    : null;
                break;
        }
    }
}
