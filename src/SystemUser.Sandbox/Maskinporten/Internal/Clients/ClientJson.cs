using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>The JSON of the registration of clients.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(NewClient))]
[JsonSerializable(typeof(JwkSet))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ClientAnswer))]
[JsonSerializable(typeof(IEnumerable<ClientAnswer>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ClientJson : JsonSerializerContext;
