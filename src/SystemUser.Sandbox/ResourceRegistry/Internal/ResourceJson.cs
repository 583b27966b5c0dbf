using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>How the resource registry reads and writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(IEnumerable<PolicyRuleView>))]
[JsonSerializable(typeof(IEnumerable<PolicyRightView>))]
[JsonSerializable(typeof(AccessListBody))]
[JsonSerializable(typeof(MembersBody))]
[JsonSerializable(typeof(ConnectionBody))]
[JsonSerializable(typeof(AccessListView))]
[JsonSerializable(typeof(ResultPage<AccessListView>), TypeInfoPropertyName = "AccessLists")]
[JsonSerializable(typeof(ResultPage<MemberView>), TypeInfoPropertyName = "Members")]
[JsonSerializable(typeof(ConnectionView))]
[JsonSerializable(typeof(ResultPage<ConnectionView>), TypeInfoPropertyName = "Connections")]
internal sealed partial class ResourceJson : JsonSerializerContext;
