using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.Authentication.Internal.Vendors;

/// <summary>The system vendor that calls.</summary>
/// <param name="Organization">Its organization number.</param>
/// <param name="ClientId">The Maskinporten client that it calls with.</param>
internal sealed record Vendor(string Organization, string? ClientId);
