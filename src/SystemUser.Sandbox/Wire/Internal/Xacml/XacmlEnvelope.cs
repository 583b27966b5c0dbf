namespace SystemUser.Sandbox.Wire.Internal.Xacml;

/// <summary>The body of a request, in the JSON profile of XACML 3.0 as Altinn reads it.</summary>
internal sealed record XacmlEnvelope(XacmlRequest? Request);
