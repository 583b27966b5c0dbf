using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KravOgBetalingerApi.Json;

/// <summary>Writes amounts with one decimal or more (<c>48350.0</c>), however the store keeps their scale.</summary>
internal sealed class AmountConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDecimal();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> utf8 = stackalloc byte[64];
        value.TryFormat(utf8, out var length, "0.0###########################", CultureInfo.InvariantCulture);
        writer.WriteRawValue(utf8[..length], skipInputValidation: true);
    }
}
