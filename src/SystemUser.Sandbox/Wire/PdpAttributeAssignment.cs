namespace SystemUser.Sandbox.Wire;

/// <summary>One thing that an obligation demands.</summary>
/// <param name="AttributeId">The attribute's id. Altinn's vary; receivers go by the category.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Category">The category, such as <c>urn:altinn:minimum-authenticationlevel</c>.</param>
/// <param name="DataType">The XACML data type. Defaults to string.</param>
public sealed record PdpAttributeAssignment(
    string AttributeId,
    string Value,
    string Category,
    string DataType = "http://www.w3.org/2001/XMLSchema#string"
);
