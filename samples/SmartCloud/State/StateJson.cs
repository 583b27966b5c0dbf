using System.Text.Json.Serialization;

namespace SmartCloud.State;

/// <summary>Reads and writes the state file.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(SmartCloudState))]
internal sealed partial class StateJson : JsonSerializerContext;
