namespace SystemUser.AspNetCore.Analyzers.Internal;

/// <summary>The grammar of <c>ResourceId</c>.</summary>
internal static class ResourceIdText
{
    private const int MaxLength = 128;
    private const string Prefix = "urn:altinn:resource:";

    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaxLength
        && text.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_');

    /// <summary>Gets the id that was meant: without spaces around it and Altinn's prefix, in lower case; <see langword="null"/> if that is none either.</summary>
    public static string? Mend(string text)
    {
        var id = text.Trim().ToLowerInvariant();
        id = id.StartsWith(Prefix, StringComparison.Ordinal) ? id.Substring(Prefix.Length) : id;
        return IsId(id) ? id : null;
    }
}
