using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Maskinporten.Internal.Grants;

/// <summary>Claims that go from the assertion into the token.</summary>
internal static class GrantedClaims
{
    /// <summary>Makes <c>resource</c> the audience; without it, the token has none.</summary>
    public static MaskinportenError? AddAudience(JsonObject claims, JsonElement assertion)
    {
        if (!assertion.TryGetProperty("resource", out var resource))
        {
            return null;
        }

        var audiences = resource.ValueKind == JsonValueKind.Array ? [.. resource.EnumerateArray()] : new[] { resource };
        if (
            audiences.Length == 0
            || audiences.Any(audience => audience.ValueKind != JsonValueKind.String || audience.GetString() is "")
        )
        {
            return GrantErrors.InvalidValue("resource must be an array of one or more strings.");
        }

        if (
            audiences.Select(audience => audience.GetString()!).FirstOrDefault(uri => uri.Contains('#')) is { } fragment
        )
        {
            return GrantErrors.InvalidTarget(fragment);
        }

        claims["aud"] =
            audiences.Length == 1
                ? audiences[0].GetString()
                : new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience.GetString()))]);
        return null;
    }

    /// <summary>Restricts the token to a person.</summary>
    public static MaskinportenError? AddPerson(JsonObject claims, JsonElement assertion)
    {
        if (!assertion.TryGetProperty("pid", out _))
        {
            return null;
        }

        var pid = JwtClaims.Text(assertion, "pid");
        claims["pid"] = pid;
        return Numbers.IsPerson(pid)
            ? null
            : GrantErrors.InvalidValue("pid must be a national identity number of eleven digits.");
    }
}
