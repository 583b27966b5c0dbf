using System.Text.Json.Serialization;
using KravOgBetalingerApi.Models;

namespace KravOgBetalingerApi.Json;

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
