using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

/// <summary>Reads JSON objects member by member: names in any case, none of the known ones twice, nothing after the end.</summary>
/// <remarks>Altinn mixes PascalCase and camelCase, sometimes in one object. All faults are <see cref="JsonException"/>s.</remarks>
internal ref struct StrictJsonReader
{
    public const int End = -1;
    public const int Unknown = -2;
    private const int MaxDepth = 16; // a result with obligations is eight deep
    private const int MaxNameLength = 64; // of the known ones, by far
    private const int MaxEscapeLength = 6; // a letter as \u and four digits

    private Utf8JsonReader _json;

    public StrictJsonReader(ReadOnlySpan<byte> utf8)
    {
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        _json.Read();
    }

    public readonly JsonTokenType Token => _json.TokenType;

    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    public readonly void Expect(JsonTokenType token, string what)
    {
        if (_json.TokenType != token)
        {
            throw new JsonException($"{what} is not a {token}.");
        }
    }

    /// <summary>Moves to the value of the object's next member.</summary>
    /// <param name="names">The known names, in lower case.</param>
    /// <param name="seen">Which of them the object has had; starts as 0.</param>
    /// <returns>The index of the name, <see cref="Unknown"/>, or <see cref="End"/> at the end of the object.</returns>
    public int NextMember(byte[][] names, ref uint seen)
    {
        Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            return End;
        }

        var index = IndexOfName(names);
        Read();
        if (index < 0)
        {
            return Unknown;
        }

        if ((seen & (1u << index)) != 0)
        {
            throw new JsonException($"The member '{Encoding.ASCII.GetString(names[index])}' stands twice.");
        }

        seen |= 1u << index;
        return index;
    }

    /// <summary>Moves to the array's next element.</summary>
    public bool NextElement()
    {
        Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Moves to the end of the value under the cursor.</summary>
    public void Skip() => _json.Skip();

    /// <summary>Compares the text under the cursor, letter by letter.</summary>
    public readonly bool TextEquals(ReadOnlySpan<byte> utf8) => _json.ValueTextEquals(utf8);

    /// <summary>Gets the text or number under the cursor, or <see langword="null"/> if it is neither.</summary>
    public readonly string? Text() =>
        _json.TokenType switch
        {
            JsonTokenType.String => XacmlTexts.Get(_json),
            JsonTokenType.Number => Encoding.ASCII.GetString(_json.ValueSpan),
            _ => null,
        };

    /// <summary>Refuses anything but white space after the document.</summary>
    public void ExpectEnd()
    {
        if (_json.Read())
        {
            throw new JsonException("The document does not end where it should.");
        }
    }

    private void Read()
    {
        if (!_json.Read())
        {
            throw new JsonException("The document ends too early.");
        }
    }

    private readonly int IndexOfName(byte[][] names) =>
        _json.ValueIsEscaped ? IndexOfEscapedName(names) : IndexOf(_json.ValueSpan, names);

    private readonly int IndexOfEscapedName(byte[][] names)
    {
        if (_json.ValueSpan.Length > MaxNameLength * MaxEscapeLength)
        {
            return Unknown;
        }

        Span<byte> name = stackalloc byte[MaxNameLength * MaxEscapeLength];
        return IndexOf(name[.._json.CopyString(name)], names);
    }

    private static int IndexOf(ReadOnlySpan<byte> name, byte[][] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(name, names[i]))
            {
                return i;
            }
        }

        return Unknown;
    }
}

/// <summary>The texts that nearly every answer holds, so that a hundred thousand cached decisions do not hold as many copies.</summary>
internal static class XacmlTexts
{
    private const int LongestText = 256;

    private static readonly string[] s_levels = ["0", "1", "2", "3", "4"];

    private static readonly string[] s_common =
    [
        ObligationCheck.MinimumLevel,
        ObligationCheck.MinimumOrganizationLevel,
        XacmlNames.StatusPrefix + XacmlNames.StatusOk,
    ];

    public static string Get(in Utf8JsonReader json)
    {
        var candidates = json.ValueSpan.Length == 1 ? s_levels : s_common;
        foreach (var candidate in candidates)
        {
            if (candidate.Length == json.ValueSpan.Length && json.ValueTextEquals(candidate))
            {
                return candidate;
            }
        }

        return json.GetString()!;
    }

    /// <summary>Bounds what is kept and logged of a text. No condition that is understood is as long as this, so that one that is cut is not met.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
