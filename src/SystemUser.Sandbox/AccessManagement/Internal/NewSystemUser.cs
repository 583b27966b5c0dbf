namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>What a person sends to create a system user.</summary>
internal sealed record NewSystemUser(string? SystemId, string? IntegrationTitle);
