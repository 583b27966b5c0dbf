namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>One question of a multi-request: the ids of its categories.</summary>
internal sealed record XacmlReference(string?[]? ReferenceId);
