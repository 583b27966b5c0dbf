using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Decisions.Internal.Xacml;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Where the instance of a right is taken from: one place in the request.</summary>
/// <param name="Type">The id of the attribute that the instance is asked about with.</param>
/// <param name="Place">The place.</param>
internal sealed record InstanceSource(string Type, RequestPlace Place)
{
    /// <summary>Several times the length of Altinn's own, and little enough to be remembered with each decision.</summary>
    public const int MostCharacters = 256;

    private const int MostCharactersOfType = 128;

    /// <summary>What says in a question whose data it is about, and of what: a caller must not add another of these.</summary>
    private static readonly HashSet<string> s_taken = new(StringComparer.OrdinalIgnoreCase)
    {
        XacmlNames.SystemUser,
        XacmlNames.Action,
        XacmlNames.Resource,
        XacmlNames.Org,
        XacmlNames.App,
        XacmlNames.Organization,
        "urn:altinn:organizationnumber",
        "urn:altinn:organization:uuid",
        "urn:altinn:partyid",
        "urn:altinn:party:uuid",
        "urn:altinn:person:identifier-no",
        "urn:altinn:person:uuid",
        "urn:altinn:ssn",
    };

    private static readonly SearchValues<char> s_lineEnds = SearchValues.Create("\u2028\u2029");

    /// <summary>Tells whether an attribute may stand for an instance.</summary>
    public static bool IsType(string type) =>
        type.Length is > 0 and <= MostCharactersOfType
        && type.All(character => character is > ' ' and <= '~')
        && !s_taken.Contains(type);

    /// <summary>Reads the instance: exactly one value of 1 to 256 characters, or none.</summary>
    public string? Read(HttpContext httpContext) =>
        Place.Read(httpContext) is { } text && IsInstance(text) ? text : null;

    private bool IsInstance(string text) =>
        text.Length is > 0 and <= MostCharacters
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && !text.Any(char.IsControl)
        && !text.AsSpan().ContainsAny(s_lineEnds)
        && IsWellFormed(text)
        && !(Place.Kind is RequestPlaceKind.Header && text.Contains(',', StringComparison.Ordinal)); // several, joined on the way

    /// <summary>Half a surrogate pair would be written as something else than was read.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
