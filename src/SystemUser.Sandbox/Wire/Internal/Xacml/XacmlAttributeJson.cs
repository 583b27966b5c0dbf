namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>One attribute of a category.</summary>
internal sealed record XacmlAttributeJson(
    string? AttributeId,
    string? Value,
    string? Issuer,
    string? DataType,
    bool IncludeInResult
);
