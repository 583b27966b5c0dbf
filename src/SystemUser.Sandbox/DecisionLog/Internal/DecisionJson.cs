using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.DecisionLog.Internal;

/// <summary>How the decision log is written as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IEnumerable<DecisionEntry>))]
internal sealed partial class DecisionJson : JsonSerializerContext;
