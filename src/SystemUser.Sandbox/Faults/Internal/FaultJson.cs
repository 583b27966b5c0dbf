using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>How faults are ordered and shown as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(FaultKindConverter)], MaxDepth = 32)]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(FaultView))]
[JsonSerializable(typeof(IEnumerable<FaultView>))]
internal sealed partial class FaultJson : JsonSerializerContext;

/// <summary>Writes kinds in lower case, and takes no numbers for them.</summary>
internal sealed class FaultKindConverter()
    : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
