using System.Text.Json;
using System.Text.Json.Serialization;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>How access management reads and writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(NewSystemUser))]
[JsonSerializable(typeof(SystemUserView))]
[JsonSerializable(typeof(IEnumerable<SystemUserView>))]
[JsonSerializable(typeof(IEnumerable<RightsNotice>))]
[JsonSerializable(typeof(ClientPage))]
[JsonSerializable(typeof(ClientChange))]
[JsonSerializable(typeof(AuthorizedPartiesRequest))]
[JsonSerializable(typeof(IReadOnlyList<AuthorizedPartyView>))]
internal sealed partial class AccessManagementJson : JsonSerializerContext;
