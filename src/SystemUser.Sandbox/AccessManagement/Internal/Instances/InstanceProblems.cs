using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.AccessManagement.Internal.Instances;

/// <summary>Why something about an instance was not done, in the words of access management.</summary>
/// <remarks>Source: Altinn/altinn-authorization-tmp, <c>Problems</c> of its contracts.</remarks>
internal static class InstanceProblems
{
    public static readonly Problem NotConnected = Create(
        "AM-00022",
        "Operation can not be completed, because it requires an existing connection between the parties."
    );

    public static readonly Problem NotDelegable = Create("AM-00028", "Not authorized for delegation");

    public static readonly Problem NoRightKey = Create("AM-00033", "No right key provided");

    private static readonly Problem s_resourceInvalid = Create("AM-00027", "The resource is invalid");

    public static Problem ResourceInvalid(string resource, string? instance) =>
        s_resourceInvalid with
        {
            Extensions = [("resource", resource), ("instance", instance)],
        };

    private static Problem Create(string code, string title) =>
        new(code, StatusCodes.Status400BadRequest, title) { Form = ProblemForm.Older };
}
