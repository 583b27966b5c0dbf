using System.Text.Json;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>What <see cref="Utf8JsonReader"/> leaves to its callers.</summary>
internal static class Utf8JsonReaderExtensions
{
    /// <summary>Moves to the end of a value, making sure that every string in it can be read as text later.</summary>
    /// <exception cref="InvalidOperationException">An escape is half a character.</exception>
    public static void SkipText(this ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        } while (
            (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth)
            && reader.Read()
        );
    }
}
