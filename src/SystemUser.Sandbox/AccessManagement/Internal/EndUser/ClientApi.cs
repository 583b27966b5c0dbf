using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.AccessManagement.Internal.EndUser;

/// <summary>What the calls about clients have in common.</summary>
internal static class ClientApi
{
    public const string FirstVersion = "/accessmanagement/api/v1/enduser/clientdelegations";
    public const string SecondVersion = "/accessmanagement/api/v2/enduser/clientdelegations";

    /// <summary>The token is an organization's, which has no clients of its own to be asked for.</summary>
    public static readonly Problem NobodyOfItsOwn = new(
        "SANDBOX-00323",
        401,
        "The token is neither a person's nor a system user's."
    )
    {
        Form = ProblemForm.Framework,
    };
}
