using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>The member names of one JSON object so far, to find one that stands twice however it is escaped.</summary>
internal ref struct MemberNames(ReadOnlySpan<byte> json)
{
    private const int Capacity = 24; // real tokens have fewer members

    private readonly ReadOnlySpan<byte> _json = json;
    private Places _seen;
    private int _count;
    private HashSet<string>? _set;

    /// <summary>Adds the name that the reader stands on.</summary>
    /// <param name="reader">A reader of the same JSON.</param>
    /// <param name="name">The name with its escapes resolved.</param>
    /// <returns><see langword="false"/> if the object has had it before.</returns>
    public bool TryAdd(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        if (_set is not null || reader.ValueIsEscaped || _count == Capacity)
        {
            return Set().Add(Encoding.UTF8.GetString(name));
        }

        foreach (var (start, length) in _seen[.._count])
        {
            if (length == name.Length && _json.Slice(start, length).SequenceEqual(name))
            {
                return false;
            }
        }

        _seen[_count++] = ((int)reader.TokenStartIndex + 1, name.Length);
        return true;
    }

    private HashSet<string> Set()
    {
        if (_set is null)
        {
            _set = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (start, length) in _seen[.._count])
            {
                _set.Add(Encoding.UTF8.GetString(_json.Slice(start, length)));
            }
        }

        return _set;
    }

    [InlineArray(Capacity)]
    private struct Places
    {
        private (int Start, int Length) _first;
    }
}

/// <summary>What <see cref="Utf8JsonReader"/> leaves to its callers.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>Moves to the end of a value, making sure that every string in it can be read as text later.</summary>
    /// <exception cref="InvalidOperationException">An escape is half a character.</exception>
    public static void SkipText(this ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        } while (
            (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth)
            && reader.Read()
        );
    }
}
