using System.Text.Json.Serialization;
using SmartCloud.Customers;

namespace SmartCloud.Altinn;

/// <summary>An organization as Maskinporten and Altinn write it (ISO 6523).</summary>
/// <param name="Authority">Who gave the number.</param>
/// <param name="Id">The number with its prefix, such as <c>0192:310904473</c>.</param>
internal sealed record OrganizationId(
    [property: JsonPropertyName("authority")] string? Authority,
    [property: JsonPropertyName("ID")] string Id
)
{
    /// <summary>Writes a Norwegian organization number.</summary>
    /// <param name="number">The number.</param>
    public static OrganizationId Of(OrganizationNumber number) => new("iso6523-actorid-upis", $"0192:{number}");
}
