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

/// <summary>The members of a payload that are used, each of exactly the type that Maskinporten writes.</summary>
internal sealed class PayloadMembers
{
    /// <summary>The last second of the year 9999, past which no date goes.</summary>
    public const long LastSecond = 253_402_300_799;

    private static readonly ScopeSet s_noScopes = new(null);

    private SystemUserFinding _finding;
    private string? _clientId;
    private string? _tokenId;
    private ScopeSet? _scopes;
    private string? _delegationSource;
    private OrganizationIdentifier? _consumer;
    private OrganizationIdentifier? _supplier;
    private List<string>? _audiences;
    private long? _expiresAt;
    private long? _notBefore;
    private int? _level;

    /// <summary>Gets the issuer, if there is one.</summary>
    public string? Issuer { get; private set; }

    /// <summary>Reads the value of a member, to its end.</summary>
    public PayloadFault Read(scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("iss"u8):
                var fault = Shared(SharedValues.Texts, ref reader, out var issuer);
                Issuer = issuer;
                return fault;
            case 3 when name.SequenceEqual("exp"u8):
                return Seconds(ref reader, out _expiresAt);
            case 3 when name.SequenceEqual("iat"u8):
                return Seconds(ref reader, out _);
            case 3 when name.SequenceEqual("nbf"u8):
                return Seconds(ref reader, out _notBefore);
            case 3 when name.SequenceEqual("jti"u8):
                return Text(ref reader, out _tokenId);
            case 3 when name.SequenceEqual("aud"u8):
                return Audiences(ref reader);
            case 3 when name.SequenceEqual("cnf"u8):
                reader.SkipText();
                return PayloadFault.SenderConstrained;
            case 5 when name.SequenceEqual("scope"u8):
                return Shared(SharedValues.Scopes, ref reader, out _scopes);
            case 8 when name.SequenceEqual("consumer"u8):
                return Organization(ref reader, json, out _consumer);
            case 8 when name.SequenceEqual("supplier"u8):
                return Organization(ref reader, json, out _supplier);
            case 9 when name.SequenceEqual("client_id"u8):
                return Shared(SharedValues.Texts, ref reader, out _clientId);
            case 17 when name.SequenceEqual("delegation_source"u8):
                return Shared(SharedValues.Texts, ref reader, out _delegationSource);
            case 20 when name.SequenceEqual("urn:altinn:authlevel"u8):
                _level = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var level) ? level : null;
                reader.SkipText();
                return PayloadFault.None;
            case 21 when name.SequenceEqual("authorization_details"u8):
                DetailsReader.Read(ref reader, json, ref _finding);
                return PayloadFault.None;
            default:
                reader.SkipText();
                return PayloadFault.None;
        }
    }

    public PayloadFault ToReading(string? exchangedIssuer, out MaskinportenReading? reading)
    {
        reading = null;
        var isExchanged = Issuer is not null && Issuer == exchangedIssuer;
        if (Issuer is null || _expiresAt is null || _consumer is null)
        {
            var isPersons = isExchanged && _expiresAt is not null && _finding.Fault == SystemUserFault.Missing;
            return isPersons ? PayloadFault.NoSystemUser : PayloadFault.MissingMember;
        }

        var caller = new MaskinportenCaller
        {
            Consumer = _consumer,
            Supplier = _supplier,
            DelegationSource = _delegationSource,
            ClientId = _clientId,
            TokenId = _tokenId,
            Scopes = _scopes ?? s_noScopes,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(_expiresAt.Value),
            IsExchanged = isExchanged,
            AuthenticationLevel = isExchanged ? _level ?? 0 : null,
        };
        reading = new MaskinportenReading(Issuer, caller, _finding.ToSystemUser(caller), _finding.Fault)
        {
            NotBefore = _notBefore is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            Audiences = _audiences ?? [],
        };
        return PayloadFault.None;
    }

    private static PayloadFault Text(ref Utf8JsonReader reader, out string? text)
    {
        text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.SkipText();
        return text is null ? PayloadFault.WrongType : PayloadFault.None;
    }

    private static PayloadFault Shared<T>(SharedValues<T> values, ref Utf8JsonReader reader, out T? value)
        where T : class
    {
        value = reader.TokenType == JsonTokenType.String ? values.Get(ref reader) : null;
        reader.SkipText();
        return value is null ? PayloadFault.WrongType : PayloadFault.None;
    }

    // Whole seconds, as Maskinporten writes them; how fractions are rounded, libraries do not agree on.
    private static PayloadFault Seconds(ref Utf8JsonReader reader, out long? seconds)
    {
        seconds =
            reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt64(out var value)
            && value is >= 0 and <= LastSecond
                ? value
                : null;
        reader.SkipText();
        return seconds is null ? PayloadFault.WrongType : PayloadFault.None;
    }

    private static PayloadFault Organization(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        out OrganizationIdentifier? organization
    )
    {
        organization = OrganizationReader.Read(ref reader, json, out var repeatsMember);
        return repeatsMember ? PayloadFault.RepeatedMember
            : organization is null ? PayloadFault.WrongType
            : PayloadFault.None;
    }

    private PayloadFault Audiences(ref Utf8JsonReader reader)
    {
        _audiences = [];
        if (reader.TokenType == JsonTokenType.String)
        {
            _audiences.Add(reader.GetString()!);
            return PayloadFault.None;
        }

        var fault = reader.TokenType == JsonTokenType.StartArray ? PayloadFault.None : PayloadFault.WrongType;
        if (fault != PayloadFault.None)
        {
            reader.SkipText();
            return fault;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                _audiences.Add(reader.GetString()!);
            }
            else
            {
                fault = PayloadFault.WrongType;
                reader.SkipText();
            }
        }

        return fault;
    }
}

/// <summary>What the one strict reading of a verified token's payload found.</summary>
/// <param name="Issuer">The token's issuer.</param>
/// <param name="Caller">Who the token was issued to.</param>
/// <param name="SystemUser">The system user, if there is exactly one and it is well formed.</param>
/// <param name="Fault">Why there is none.</param>
internal sealed record MaskinportenReading(
    string Issuer,
    MaskinportenCaller Caller,
    AltinnSystemUser? SystemUser,
    SystemUserFault Fault
)
{
    /// <summary>Gets when the token begins to hold, if it says so.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Gets the audiences that the token is restricted to.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];
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
