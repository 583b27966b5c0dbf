using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>What may be known of a bearer token without verifying it.</summary>
internal static class BearerToken
{
    private const int MaxLength = 16 * 1024;

    // RFC 6750, b64token: nothing else may stand in the header.
    private static readonly SearchValues<char> s_allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/="
    );

    /// <summary>Tells whether a text can stand in an <c>Authorization</c> header.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> token) =>
        token.Length is > 0 and <= MaxLength && !token.ContainsAnyExcept(s_allowed);

    /// <summary>Reads <c>exp</c>, if the token is a JWT that shows it.</summary>
    public static DateTimeOffset? ReadExpiry(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]))
        {
            return null;
        }

        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return
                payload.RootElement.ValueKind == JsonValueKind.Object
                && payload.RootElement.TryGetProperty("exp", out var exp)
                && exp.ValueKind == JsonValueKind.Number
                && exp.TryGetInt64(out var seconds)
                && seconds > 0
                && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // the second: an escape that is half a character
        }
    }
}
