using System.Text.Json.Serialization;

namespace SmartCloud.KravOgBetalinger;

/// <summary>The API's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AapneKrav))]
[JsonSerializable(typeof(Innbetalinger))]
[JsonSerializable(typeof(Klientoversikt))]
[JsonSerializable(typeof(Feil))]
public sealed partial class KravJson : JsonSerializerContext;
