using System.Buffers;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>What a scope may be made of: RFC 6749 §3.3. Anything else would break out of the challenge's quoted string.</summary>
internal static class ScopeSyntax
{
    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        "!#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    public static bool IsScope(string? text) =>
        !string.IsNullOrEmpty(text) && !text.AsSpan().ContainsAnyExcept(s_allowed);
}
