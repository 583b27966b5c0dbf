namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>The questions of a multi-request.</summary>
internal sealed record XacmlMultiRequests(XacmlReference?[]? RequestReference);
