using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SystemUser.AspNetCore.Decisions.Internal.Xacml;

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
