using System.Text.Json;

namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Looks for strings that JSON lets through and text does not: half a surrogate pair, or bytes that are no UTF-8.</summary>
internal static class JsonStrings
{
    /// <summary>Whether every name and string in the value can be read; reading one that cannot throws.</summary>
    public static bool AreReadable(JsonElement value)
    {
        try
        {
            return Read(value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() is not null,
            JsonValueKind.Array => value.EnumerateArray().All(Read),
            JsonValueKind.Object => value
                .EnumerateObject()
                .All(member => member.Name is not null && Read(member.Value)),
            _ => true,
        };
}
