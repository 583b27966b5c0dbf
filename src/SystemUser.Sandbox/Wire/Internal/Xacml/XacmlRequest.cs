namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>The categories of a request, and which of them belong together.</summary>
internal sealed record XacmlRequest(
    XacmlCategory?[]? AccessSubject,
    XacmlCategory?[]? Action,
    XacmlCategory?[]? Resource,
    XacmlMultiRequests? MultiRequests
);
