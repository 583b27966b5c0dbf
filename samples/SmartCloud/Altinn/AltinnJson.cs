using System.Text.Json.Serialization;

namespace SmartCloud.Altinn;

/// <summary>Altinn's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RegisteredSystem))]
[JsonSerializable(typeof(SystemUserRequest))]
[JsonSerializable(typeof(SystemUserRequestAnswer))]
[JsonSerializable(typeof(ChangeRequest))]
[JsonSerializable(typeof(ChangeRequestAnswer))]
[JsonSerializable(typeof(SystemUserFound))]
[JsonSerializable(typeof(AltinnProblem))]
[JsonSerializable(typeof(string))]
internal sealed partial class AltinnJson : JsonSerializerContext;
