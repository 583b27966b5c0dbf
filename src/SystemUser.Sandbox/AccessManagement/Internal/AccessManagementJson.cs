using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>How access management reads and writes JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 32)]
[JsonSerializable(typeof(SystemUserHolding))]
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

/// <summary>How requests and systems are written for people: without what is not there.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestToPerson))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(IEnumerable<RequestView>))]
[JsonSerializable(typeof(ChangeRequestView))]
[JsonSerializable(typeof(SystemSummary))]
[JsonSerializable(typeof(IEnumerable<SystemSummary>))]
[JsonSerializable(typeof(IReadOnlyList<RequestedRight>))]
[JsonSerializable(typeof(IReadOnlyList<AccessPackageReference>))]
internal sealed partial class PortalReadJson : JsonSerializerContext;
