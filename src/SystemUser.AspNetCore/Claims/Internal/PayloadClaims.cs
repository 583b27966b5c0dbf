using System.Collections;
using System.Security.Claims;
using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>A payload's members as claims, made when somebody first looks; the package itself does not.</summary>
/// <remarks>They have the shape that JwtBearer gives them: an array is a claim for each element, objects are JSON text, names are not mapped.</remarks>
internal sealed class PayloadClaims(byte[] payload, string issuer) : IReadOnlyList<Claim>
{
    private Claim[]? _claims;

    public int Count => Claims.Length;

    private Claim[] Claims => _claims ??= Read();

    public Claim this[int index] => Claims[index];

    public IEnumerator<Claim> GetEnumerator() => ((IEnumerable<Claim>)Claims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Claim[] Read()
    {
        using var document = JsonDocument.Parse(payload);
        var claims = new List<Claim>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                claims.AddRange(member.Value.EnumerateArray().Select(element => ToClaim(member.Name, element)));
            }
            else
            {
                claims.Add(ToClaim(member.Name, member.Value));
            }
        }

        return [.. claims];
    }

    private Claim ToClaim(string name, JsonElement value) =>
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
