using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Reads members of documents in which no name may stand twice.</summary>
internal static class JsonMembers
{
    public static bool HasDuplicates(this JsonElement value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets a member that is a string with something in it; <see langword="null"/> if it is anything else.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.String
        && member.GetString() is { Length: > 0 } text
            ? text
            : null;
}
