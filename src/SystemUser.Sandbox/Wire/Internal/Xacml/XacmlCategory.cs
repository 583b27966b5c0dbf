namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>A subject, an action or a resource.</summary>
internal sealed record XacmlCategory(string? Id, XacmlAttributeJson?[]? Attribute);
