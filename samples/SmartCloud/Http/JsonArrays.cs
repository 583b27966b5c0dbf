using System.Text.Json;

namespace SmartCloud.Http;

/// <summary>Looks for what a list of another service must not hold.</summary>
internal static class JsonArrays
{
    private const int Deepest = 64;

    /// <summary>Says whether an array holds null. The serializer lets it, and every reader of a list would have to ask.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static bool HoldNull(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        Span<bool> isArray = stackalloc bool[Deepest + 1];
        var depth = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    isArray[++depth] = reader.TokenType is JsonTokenType.StartArray;
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    depth--;
                    break;
                case JsonTokenType.Null when isArray[depth]:
                    return true;
            }
        }

        return false;
    }
}
