namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What was given or taken back.</summary>
internal sealed record ClientChange(Guid Agent, Guid Client);
