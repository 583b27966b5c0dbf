using System.Text.Json.Serialization;

namespace SmartCloud.KravOgBetalinger;

/// <summary>The API's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AapneKrav))]
[JsonSerializable(typeof(Innbetalinger))]
[JsonSerializable(typeof(Klientoversikt))]
[JsonSerializable(typeof(Feil))]
internal sealed partial class KravJson : JsonSerializerContext;
