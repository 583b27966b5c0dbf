using System.Text.Json;
using System.Text.Json.Serialization;

namespace KravOgBetalingerApi.Json;

/// <summary>Writes an enum's names in camel case, as the published API does.</summary>
internal sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
