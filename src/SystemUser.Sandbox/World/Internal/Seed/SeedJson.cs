using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>How a seed file is read: strictly, so that a misspelt member is found, but with comments.</summary>
internal static class SeedJson
{
    public static readonly JsonSerializerOptions Options = new(WorldJson.Options)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireParameters } },
    };

    private static readonly JsonDocumentOptions s_documentOptions = new()
    {
        CommentHandling = Options.ReadCommentHandling,
        AllowTrailingCommas = Options.AllowTrailingCommas,
        MaxDepth = Options.MaxDepth,
    };

    /// <exception cref="JsonException">The file is not a seed; the message says where.</exception>
    public static SeedFile Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream, s_documentOptions);
        if (HoldsNull(document.RootElement))
        {
            throw new JsonException("There is a null in the file. Leave out what is not there.");
        }

        return document.Deserialize<SeedFile>(Options)!;
    }

    /// <summary>Whether there is a null in the value, which no row of the world has: what is not there is left out.</summary>
    public static bool HoldsNull(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Array => element.EnumerateArray().Any(HoldsNull),
            JsonValueKind.Object => element.EnumerateObject().Any(member => HoldsNull(member.Value)),
            _ => false,
        };

    // What a record takes by its constructor is nothing where it is left out, which no page and no decision expects.
    private static void RequireParameters(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired |= property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false };
        }
    }
}
