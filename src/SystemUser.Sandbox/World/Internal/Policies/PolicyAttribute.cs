using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Policies;

/// <summary>An attribute that a policy demands.</summary>
/// <param name="Type">Its id, for example <c>urn:altinn:accesspackage</c>.</param>
/// <param name="Value">The value demanded.</param>
internal readonly record struct PolicyAttribute(string Type, string Value)
{
    public const string AccessPackage = "urn:altinn:accesspackage";
    public const string RoleCode = "urn:altinn:rolecode";
}
