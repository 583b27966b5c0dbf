using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>A verified token's members as claims, for the app's own code; the package itself has no use for them.</summary>
/// <remarks>They have the shape that JwtBearer gives them: an array is a claim for each element, objects are JSON text, names are not mapped.</remarks>
internal static class PayloadClaims
{
    /// <summary>Reads the claims out of a token that has been verified.</summary>
    public static IReadOnlyList<Claim> Read(ReadOnlySpan<char> token, string issuer)
    {
        var payload = token[(token.IndexOf('.') + 1)..token.LastIndexOf('.')];
        return Read(Base64Url.DecodeFromChars(payload), issuer);
    }

    /// <summary>Reads the claims out of a payload that has been read strictly.</summary>
    public static IReadOnlyList<Claim> Read(byte[] payload, string issuer)
    {
        using var document = JsonDocument.Parse(payload);
        var claims = new List<Claim>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                claims.AddRange(member.Value.EnumerateArray().Select(element => ToClaim(member.Name, element, issuer)));
            }
            else
            {
                claims.Add(ToClaim(member.Name, member.Value, issuer));
            }
        }

        return claims;
    }

    private static Claim ToClaim(string name, JsonElement value, string issuer) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new Claim(name, value.GetString()!, ClaimValueTypes.String, issuer),
            JsonValueKind.True => new Claim(name, "true", ClaimValueTypes.Boolean, issuer),
            JsonValueKind.False => new Claim(name, "false", ClaimValueTypes.Boolean, issuer),
            JsonValueKind.Number => new Claim(name, value.GetRawText(), NumberType(value), issuer),
            JsonValueKind.Null => new Claim(name, "", "JSON_NULL", issuer),
            JsonValueKind.Array => new Claim(name, value.GetRawText(), "JSON_ARRAY", issuer),
            _ => new Claim(name, value.GetRawText(), "JSON", issuer),
        };

    private static string NumberType(JsonElement number) =>
        number.TryGetInt32(out _) ? ClaimValueTypes.Integer
        : number.TryGetInt64(out _) ? ClaimValueTypes.Integer64
        : ClaimValueTypes.Double;
}
