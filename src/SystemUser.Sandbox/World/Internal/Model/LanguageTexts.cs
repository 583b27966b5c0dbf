using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A text in the three languages of Altinn, any of which may be missing, and in whatever others it was given.</summary>
[JsonConverter(typeof(LanguageTextsConverter))]
internal sealed record LanguageTexts(string? Nb = null, string? En = null, string? Nn = null)
{
    private static readonly ImmutableSortedDictionary<string, string> s_none = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>The further languages, by their codes.</summary>
    public ImmutableSortedDictionary<string, string> Others { get; init; } = s_none;

    public override string ToString() => Nb ?? Nn ?? En ?? "";
}

/// <summary>Texts as JSON: an object with a member for each language.</summary>
internal sealed class LanguageTextsConverter : JsonConverter<LanguageTexts>
{
    public override LanguageTexts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Texts are an object with a member for each language.");
        }

        var texts = new LanguageTexts();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var language = reader.GetString()!;
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                throw new JsonException($"The text in the language '{language}' is no string.");
            }

            texts = With(texts, language, reader.GetString());
        }

        return texts;
    }

    public override void Write(Utf8JsonWriter writer, LanguageTexts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (
            var (language, text) in new (string, string?)[]
            {
                ("nb", value.Nb),
                ("en", value.En),
                ("nn", value.Nn),
            }.Concat(value.Others.Select(other => (other.Key, (string?)other.Value)))
        )
        {
            if (text is not null)
            {
                writer.WriteString(language, text);
            }
        }

        writer.WriteEndObject();
    }

    private static LanguageTexts With(LanguageTexts texts, string language, string? text) =>
        language.ToLowerInvariant() switch
        {
            "nb" => texts with { Nb = text },
            "en" => texts with { En = text },
            "nn" => texts with { Nn = text },
            _ when text is null => texts,
            _ => texts with { Others = texts.Others.SetItem(language, text) },
        };
}
