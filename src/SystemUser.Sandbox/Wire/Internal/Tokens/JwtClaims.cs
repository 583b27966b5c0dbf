using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Reads claims of the right type; a claim of another type is not there.</summary>
internal static class JwtClaims
{
    public const string OrganizationAuthority = "iso6523-actorid-upis";
    public const string OrganizationPrefix = "0192:";

    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Reads a time in whole seconds since 1970 (RFC 7519, NumericDate).</summary>
    public static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is >= 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static string[] Scopes(JsonElement claims) =>
        Text(claims, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Reads the organization number out of an ISO 6523 identifier such as <c>consumer</c>.</summary>
    public static string? OrganizationNumber(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var organization)
        && organization.ValueKind == JsonValueKind.Object
        && Text(organization, "ID") is { } id
        && id.StartsWith(OrganizationPrefix, StringComparison.Ordinal)
            ? id[OrganizationPrefix.Length..]
            : null;
}
