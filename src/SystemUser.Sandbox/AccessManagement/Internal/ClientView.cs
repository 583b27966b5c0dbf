namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>One client.</summary>
internal sealed record ClientView(Guid ClientId, string ClientOrganizationNumber, string ClientOrganizationName);
