using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Diagnostics.Internal;

/// <summary>Text from outside as a log may hold it: nothing in it begins a line, drives a terminal or turns a line round.</summary>
internal static class LogText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> s_unfit = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl),
        '\u2028', // line separator
        '\u2029', // paragraph separator
        '\u061C', // from here on, what changes the direction of text
        '\u200E',
        '\u200F',
        '\u202A',
        '\u202B',
        '\u202C',
        '\u202D',
        '\u202E',
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069',
    ]);

    /// <summary>Replaces what is unfit; a text that is fit is returned as it is.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) =>
        text.AsSpan().ContainsAny(s_unfit)
            ? string.Create(
                text!.Length,
                text,
                static (fit, source) => source.AsSpan().ReplaceAny(fit, s_unfit, Replacement)
            )
            : text;

    /// <summary>Replaces what is unfit in an identifier.</summary>
    [return: NotNullIfNotNull(nameof(organization))]
    public static OrganizationIdentifier? Of(OrganizationIdentifier? organization)
    {
        if (organization is null)
        {
            return null;
        }

        var authority = Of(organization.Authority);
        var id = Of(organization.Id);
        return ReferenceEquals(authority, organization.Authority) && ReferenceEquals(id, organization.Id)
            ? organization
            : new(authority, id);
    }
}
