using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.Faults.Internal;

/// <summary>Writes kinds in lower case, and takes no numbers for them.</summary>
internal sealed class FaultKindConverter()
    : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
