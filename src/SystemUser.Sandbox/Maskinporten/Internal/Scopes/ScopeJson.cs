using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Maskinporten.Internal.Scopes;

/// <summary>The JSON of scopes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip
)]
[JsonSerializable(typeof(NewScope))]
[JsonSerializable(typeof(ScopeAnswer))]
[JsonSerializable(typeof(IEnumerable<ScopeAnswer>))]
internal sealed partial class ScopeJson : JsonSerializerContext;
