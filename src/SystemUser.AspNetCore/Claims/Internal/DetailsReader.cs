using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>Finds the system user in <c>authorization_details</c> (RFC 9396), by its type and never by its place.</summary>
internal static class DetailsReader
{
    private static ReadOnlySpan<byte> SystemUserType => "urn:altinn:systemuser"u8;

    /// <summary>Reads the value that the reader stands on, to its end: an array of elements, or one element.</summary>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref SystemUserFinding finding)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadElement(ref reader, json, ref finding);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadElement(ref reader, json, ref finding);
        }
    }

    private static void ReadElement(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref SystemUserFinding finding)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.SkipText();
            finding.AddMalformed();
            return;
        }

        var names = new MemberNames(json);
        bool? isSystemUser = null;
        var wellFormed = true;
        var idFault = SystemUserFault.InvalidId;
        SystemUserId id = default;
        OrganizationNumber? owner = null;
        string? systemId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = names.TryAdd(ref reader, out var name);
            wellFormed &= isNew;
            reader.Read();
            if (name.SequenceEqual("type"u8))
            {
                isSystemUser = reader.TokenType == JsonTokenType.String ? reader.ValueTextEquals(SystemUserType) : null;
                reader.SkipText();
            }
            else if (name.SequenceEqual("systemuser_id"u8))
            {
                idFault = ReadId(ref reader, out id);
            }
            else if (name.SequenceEqual("systemuser_org"u8))
            {
                owner = OrganizationReader.Read(ref reader, json, out var repeatsMember)?.Number;
                wellFormed &= !repeatsMember;
            }
            else if (name.SequenceEqual("system_id"u8))
            {
                wellFormed &= reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
                systemId = reader.TokenType == JsonTokenType.String ? SharedValues.Texts.Get(ref reader) : null;
                reader.SkipText();
            }
            else
            {
                reader.SkipText();
            }
        }

        if (!wellFormed || isSystemUser is null)
        {
            finding.AddMalformed();
        }
        else if (isSystemUser.Value)
        {
            var fault =
                idFault != SystemUserFault.None ? idFault
                : owner is null ? SystemUserFault.InvalidOwner
                : SystemUserFault.None;
            finding.Add(fault, id, owner.GetValueOrDefault(), systemId);
        }
    }

    // Maskinporten documents a list and writes one id; which of several is meant, nothing says.
    private static SystemUserFault ReadId(ref Utf8JsonReader reader, out SystemUserId id)
    {
        id = default;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.SkipText();
            return SystemUserFault.InvalidId;
        }

        var count = 0;
        var valid = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            valid =
                reader.TokenType == JsonTokenType.String
                && reader.TryGetGuid(out var value)
                && SystemUserId.TryCreate(value, out id);
            reader.SkipText();
        }

        return count > 1 ? SystemUserFault.SeveralIds
            : valid ? SystemUserFault.None
            : SystemUserFault.InvalidId;
    }
}

/// <summary>What <c>authorization_details</c> say of system users, over all their elements.</summary>
internal struct SystemUserFinding
{
    private bool _malformed;
    private int _count;
    private SystemUserFault _fault;

    public SystemUserId Id { get; private set; }

    public OrganizationNumber Owner { get; private set; }

    public string? SystemId { get; private set; }

    /// <summary>Gets why there is no system user; <see cref="SystemUserFault.None"/> if there is exactly one.</summary>
    public readonly SystemUserFault Fault =>
        _malformed ? SystemUserFault.Malformed
        : _count == 0 ? SystemUserFault.Missing
        : _count > 1 ? SystemUserFault.SeveralSystemUsers
        : _fault;

    public void AddMalformed() => _malformed = true;

    public void Add(SystemUserFault fault, SystemUserId id, OrganizationNumber owner, string? systemId)
    {
        _count++;
        _fault = fault;
        Id = id;
        Owner = owner;
        SystemId = systemId;
    }

    /// <summary>Makes the system user, if there is exactly one.</summary>
    public readonly AltinnSystemUser? ToSystemUser(MaskinportenCaller caller) =>
        Fault == SystemUserFault.None ? new AltinnSystemUser(Id, Owner, caller, SystemId) : null;
}
