using System.Text.Json.Serialization;

namespace SmartCloud.Maskinporten;

/// <summary>Names a system user in a token request (RFC 9396).</summary>
/// <param name="Type">Always <c>urn:altinn:systemuser</c>.</param>
/// <param name="SystemuserOrg">The organization that owns it.</param>
/// <param name="ExternalRef">The name that the request was made under; camel case among snake case, as Maskinporten has it.</param>
public sealed record AuthorizationDetail(
    string Type,
    OrganizationId SystemuserOrg,
    [property: JsonPropertyName("externalRef")] string ExternalRef
);
