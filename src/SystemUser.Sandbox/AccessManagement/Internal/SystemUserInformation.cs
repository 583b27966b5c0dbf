namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Whose clients a page lists.</summary>
internal sealed record SystemUserInformation(Guid SystemUserId, string SystemUserOwnerOrg);
