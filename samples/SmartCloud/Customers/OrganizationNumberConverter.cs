using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCloud.Customers;

/// <summary>Reads and writes an organization number as nine digits.</summary>
internal sealed class OrganizationNumberConverter : JsonConverter<OrganizationNumber>
{
    /// <inheritdoc/>
    public override OrganizationNumber Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.String && OrganizationNumber.TryParse(reader.GetString(), out var number)
            ? number
            : throw new JsonException("An organization number is nine digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OrganizationNumber value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
