using System.Text.Encodings.Web;
using System.Text.Json;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Sets texts so that they can be read.</summary>
internal static class Readable
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>JSON on lines of its own; any other text as it is.</summary>
    public static string Of(string text)
    {
        try
        {
            return text.TrimStart() is ['{' or '[', ..]
                ? JsonSerializer.Serialize(JsonElement.Parse(text), s_options)
                : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
