using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>A person in Altinn's portal.</summary>
/// <param name="Pid">The identity number.</param>
/// <param name="Party">The organization that the person acts for.</param>
internal sealed record PortalCaller(string Pid, Organization Party);
