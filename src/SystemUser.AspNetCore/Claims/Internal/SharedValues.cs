using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>What tokens have in common, one instance of each, so that many tokens that are remembered weigh little.</summary>
/// <remarks>A fixed number of places: a new value takes the place of an old one, whoever sends it.</remarks>
internal sealed class SharedValues<T>(Func<string, T> make)
    where T : class
{
    private const int Size = 1024; // a power of two
    private const int MaxLength = 256;

    private readonly Entry?[] _entries = new Entry?[Size];

    /// <summary>Gets the value of the text that the reader stands on.</summary>
    public T Get(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > MaxLength)
        {
            return make(reader.GetString()!);
        }

        var hash = new HashCode();
        hash.AddBytes(reader.ValueSpan);
        ref var place = ref _entries[hash.ToHashCode() & (Size - 1)];
        if (Volatile.Read(ref place) is { } known && Ascii.Equals(reader.ValueSpan, known.Text))
        {
            return known.Value;
        }

        var text = reader.GetString()!;
        var value = make(text);
        Volatile.Write(ref place, new Entry(text, value));
        return value;
    }

    private sealed record Entry(string Text, T Value);
}

/// <summary>The values that tokens share.</summary>
internal static class SharedValues
{
    /// <summary>Gets issuers, clients, systems, where scopes are delegated.</summary>
    public static SharedValues<string> Texts { get; } = new(text => text);

    public static SharedValues<ScopeSet> Scopes { get; } = new(scope => new ScopeSet(scope));

    /// <summary>Gets organizations of the authority that Maskinporten writes, by their id.</summary>
    public static SharedValues<OrganizationIdentifier> Organizations { get; } =
        new(id => new OrganizationIdentifier(OrganizationIdentifier.Iso6523, id));
}
