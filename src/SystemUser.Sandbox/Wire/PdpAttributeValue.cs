namespace SystemUser.Sandbox.Wire;

/// <summary>One attribute of a question to the policy decision point, as it stood in the XACML JSON request.</summary>
/// <param name="Id">The attribute id, such as <c>urn:altinn:resource</c>.</param>
/// <param name="Value">The value, or <see langword="null"/> if the request gave none.</param>
/// <param name="DataType">The XACML data type, or <see langword="null"/> if the request gave none.</param>
/// <param name="Issuer">The issuer, or <see langword="null"/> if the request gave none.</param>
/// <param name="IncludeInResult">Whether the answer shall repeat the attribute.</param>
public sealed record PdpAttributeValue(
    string Id,
    string? Value,
    string? DataType = null,
    string? Issuer = null,
    bool IncludeInResult = false
);
