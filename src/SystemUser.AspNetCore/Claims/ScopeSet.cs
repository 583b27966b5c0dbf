using System.Buffers;
using System.Collections;

namespace SystemUser.AspNetCore.Claims;

/// <summary>The scopes of a token: a set of whole words, compared exactly.</summary>
public sealed class ScopeSet : IReadOnlyCollection<string>
{
    // RFC 6749 §3.3. Anything else would break out of the challenge's quoted string.
    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    private readonly string[] _scopes;

    /// <summary>Creates a set of the words in a <c>scope</c> claim.</summary>
    /// <param name="scope">Scopes with spaces between them; <see langword="null"/> or blank is the empty set.</param>
    public ScopeSet(string? scope) =>
        _scopes = string.IsNullOrWhiteSpace(scope)
            ? []
            : [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets how many scopes there are.</summary>
    public int Count => _scopes.Length;

    /// <summary>Tells whether the token has a scope. Never a part of a word, never another case.</summary>
    public bool Contains(string scope) => Array.IndexOf(_scopes, scope) >= 0;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_scopes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the scopes with spaces between them.</summary>
    public override string ToString() => string.Join(' ', _scopes);

    /// <summary>Tells whether a text can be one scope.</summary>
    internal static bool IsScope(string? text) =>
        !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExcept(s_allowed);
}
