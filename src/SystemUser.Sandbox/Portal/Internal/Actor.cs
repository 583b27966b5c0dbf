using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Who a visitor has chosen to be.</summary>
/// <param name="Person">The person.</param>
/// <param name="Organization">The organization that the person acts for.</param>
internal sealed record Actor(Person Person, Organization Organization);
