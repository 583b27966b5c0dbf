using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Authentication.Internal.SystemRegister;

/// <summary>What Altinn's system register refuses without a code of its own.</summary>
internal static class SystemProblems
{
    public static readonly Problem NotTheVendor = new(
        "SANDBOX-00301",
        403,
        "The system belongs to another vendor than the consumer of the token."
    );

    public static readonly Problem Deleted = new("SANDBOX-00302", 400, "Cannot update a system marked as deleted.");
}
