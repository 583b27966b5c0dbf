using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.Authentication.Internal.Access;
using SystemUser.Sandbox.Authentication.Internal.Requests;
using SystemUser.Sandbox.Authentication.Internal.SystemRegister;
using SystemUser.Sandbox.Authentication.Internal.SystemUsers;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal;

/// <summary>
/// The JSON of Altinn's authentication API. It takes any casing and unknown members, as Altinn does; and, as Altinn, no comments and no trailing
/// commas, though the public guides print some.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(SystemBody))]
[JsonSerializable(typeof(SystemAnswer))]
[JsonSerializable(typeof(IEnumerable<SystemSummary>))]
[JsonSerializable(typeof(IEnumerable<SystemChangeAnswer>))]
[JsonSerializable(typeof(UpdateAnswer))]
[JsonSerializable(typeof(IReadOnlyList<RequestedRight>))]
[JsonSerializable(typeof(List<RequestedRight>))]
[JsonSerializable(typeof(IReadOnlyList<AccessPackageReference>))]
[JsonSerializable(typeof(List<AccessPackageReference>))]
[JsonSerializable(typeof(RequestBody))]
[JsonSerializable(typeof(RequestView))]
[JsonSerializable(typeof(ResultPage<RequestView>), TypeInfoPropertyName = "RequestPage")]
[JsonSerializable(typeof(ChangeRequestBody))]
[JsonSerializable(typeof(ChangeRequestView))]
[JsonSerializable(typeof(ResultPage<ChangeRequestView>), TypeInfoPropertyName = "ChangeRequestPage")]
[JsonSerializable(typeof(SystemUserAnswer))]
[JsonSerializable(typeof(ResultPage<SystemUserAnswer>), TypeInfoPropertyName = "SystemUserPage")]
internal sealed partial class AuthenticationJson : JsonSerializerContext;
