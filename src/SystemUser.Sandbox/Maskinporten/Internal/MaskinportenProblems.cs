using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Maskinporten.Internal;

/// <summary>What can be wrong with a call to the sandbox's own self-service for Maskinporten.</summary>
internal static class MaskinportenProblems
{
    public static readonly Problem ClientNotFound = new("SANDBOX-00201", 404, "No Maskinporten client has this id.");

    public static readonly Problem ClientExists = new("SANDBOX-00202", 409, "A client with this id exists already.");

    public static readonly Problem KeyInvalid = new("SANDBOX-00203", 400, "The key is no public RSA key.");

    public static readonly Problem KeyNotFound = new("SANDBOX-00204", 404, "The client has no key with this key id.");

    public static readonly Problem ScopeNotFound = new("SANDBOX-00205", 404, "There is no such scope.");

    public static readonly Problem ScopeExists = new("SANDBOX-00206", 409, "There is already such a scope.");

    public static readonly Problem OrganizationUnknown = new(
        "SANDBOX-00207",
        400,
        "The organization does not exist in this sandbox."
    );
}
