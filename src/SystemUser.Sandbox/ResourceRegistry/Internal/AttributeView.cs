namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>An attribute by type and value.</summary>
internal sealed record AttributeView(string Type, string Value);
