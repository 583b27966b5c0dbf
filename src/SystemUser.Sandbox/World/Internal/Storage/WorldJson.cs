using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>How rows look in the journal and the snapshot.</summary>
/// <remarks>
/// By reflection: generated code would set every absent member to nothing, over the defaults of the rows.
/// </remarks>
internal static class WorldJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        MaxDepth = 32,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static JsonTypeInfo<TRow> Of<TRow>() => (JsonTypeInfo<TRow>)Options.GetTypeInfo(typeof(TRow));
}
