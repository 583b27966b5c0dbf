namespace SystemUser.Sandbox.Wire;

/// <summary>The status codes that Altinn's policy decision point answers (XACML 3.0, appendix B.8).</summary>
public static class PdpStatus
{
    /// <summary>All is well.</summary>
    public const string Ok = "urn:oasis:names:tc:xacml:1.0:status:ok";

    /// <summary>An attribute that the policy needs is missing.</summary>
    public const string MissingAttribute = "urn:oasis:names:tc:xacml:1.0:status:missing-attribute";

    /// <summary>Something failed inside; Altinn's answer to most faults that are not the caller's.</summary>
    public const string SyntaxError = "urn:oasis:names:tc:xacml:1.0:status:syntax-error";

    /// <summary>The question cannot be worked on: unknown resource, bad subject, bad data type.</summary>
    public const string ProcessingError = "urn:oasis:names:tc:xacml:1.0:status:processing-error";
}
