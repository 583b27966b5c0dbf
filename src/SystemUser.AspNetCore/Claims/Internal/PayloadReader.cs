using System.Text.Json;
using System.Text.Unicode;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>The one strict reading of a token's payload: what it says is what counts.</summary>
/// <remarks>
/// Libraries differ on comments, single quotes, repeated members and types; a token that two of them could read differently is
/// refused. Nothing is thrown, whatever the payload holds.
/// </remarks>
internal static class PayloadReader
{
    /// <summary>Reads a payload.</summary>
    /// <param name="payload">The decoded bytes; nothing of them is kept.</param>
    /// <param name="issuer">The issuer, also of a payload that is not accepted: other issuers' tokens have other members.</param>
    /// <param name="reading">What the payload says.</param>
    /// <param name="exchangedIssuer">The issuer of exchanged tokens, whose authentication level counts.</param>
    /// <returns>Why it is not accepted, or <see cref="PayloadFault.None"/>. Faults in the system user are part of the reading.</returns>
    public static PayloadFault Read(
        ReadOnlySpan<byte> payload,
        out string? issuer,
        out MaskinportenReading? reading,
        string? exchangedIssuer = null
    )
    {
        issuer = null;
        reading = null;
        if (!Utf8.IsValid(payload))
        {
            return PayloadFault.NotJson;
        }

        try
        {
            var reader = new Utf8JsonReader(payload);
            var members = new PayloadMembers();
            var fault = ReadObject(ref reader, payload, members);
            reader.Read(); // throws if anything follows the object
            issuer = members.Issuer;
            return fault == PayloadFault.None ? members.ToReading(exchangedIssuer, out reading) : fault;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return PayloadFault.NotJson; // the second: an escape that is half a character
        }
    }

    private static PayloadFault ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, PayloadMembers members)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return PayloadFault.NotJson;
        }

        var names = new MemberNames(json);
        var first = PayloadFault.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = names.TryAdd(ref reader, out var name);
            reader.Read();
            var fault = members.Read(name, ref reader, json);
            first = first == PayloadFault.None ? fault : first;
            first = isNew ? first : PayloadFault.RepeatedMember;
        }

        return first;
    }
}

/// <summary>Why a token's payload is not accepted, whatever its signature. A closed set.</summary>
internal enum PayloadFault
{
    None = 0,

    /// <summary>It is not one JSON object of Unicode text, or nests too deep.</summary>
    NotJson,

    /// <summary>A member stands twice, so that two readers could see two tokens.</summary>
    RepeatedMember,

    /// <summary>A member is of another type than Maskinporten writes.</summary>
    WrongType,

    /// <summary><c>iss</c>, <c>exp</c> or <c>consumer</c> is missing.</summary>
    MissingMember,

    /// <summary>The exchanged token is a person's, who has no <c>consumer</c>.</summary>
    NoSystemUser,

    /// <summary>The token is bound to a key by <c>cnf</c> (RFC 7800), which a bearer does not prove to hold.</summary>
    SenderConstrained,
}
