using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Json;

/// <summary>How the API reads and writes JSON: strictly in, and nothing empty out.</summary>
internal static class ApiJson
{
    private static readonly JsonSerializerOptions s_options = Create();

    /// <summary>Gets the serialization of error answers.</summary>
    public static JsonTypeInfo<Feil> Feil { get; } = (JsonTypeInfo<Feil>)s_options.GetTypeInfo(typeof(Feil));

    /// <summary>Gets the serialization of reports.</summary>
    public static JsonTypeInfo<Innrapportering> Innrapportering { get; } =
        (JsonTypeInfo<Innrapportering>)s_options.GetTypeInfo(typeof(Innrapportering));

    /// <summary>Sets the API's choices.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default.WithAddedModifier(LeaveOutEmptyLists));
        options.Converters.Add(new AmountConverter());
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement);
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
            {
                property.ShouldSerialize = static (_, value) => value is not (null or ICollection { Count: 0 });
            }
        }
    }
}

/// <summary>The serialization of the API's bodies, made at build time.</summary>
[JsonSerializable(typeof(AapneKrav))]
[JsonSerializable(typeof(AlleKrav))]
[JsonSerializable(typeof(Innbetalinger))]
[JsonSerializable(typeof(Utbetalinger))]
[JsonSerializable(typeof(Feil))]
[JsonSerializable(typeof(Klientoversikt))]
[JsonSerializable(typeof(Innrapportering))]
[JsonSerializable(typeof(Kvittering))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
