using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>The vendor of a system, as Altinn's JSON has it. The authority that the guides print beside it is not read.</summary>
/// <param name="Id">Its identifier by ISO 6523, such as <c>0192:991825827</c>.</param>
internal sealed record VendorReference([property: JsonPropertyName("ID")] string? Id)
{
    private const string Prefix = JwtClaims.OrganizationPrefix;

    public static VendorReference Of(string organization) => new(Prefix + organization);

    /// <summary>Whether the identifier is that of a Norwegian organization, whatever its number.</summary>
    public bool IsOrganization() => Id?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The organization number, if the identifier holds one.</summary>
    public string? Organization() => IsOrganization() ? Id![Prefix.Length..].Trim() : null;
}
