namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Clients of an agent system user. There is never a next page, so that Altinn's <c>links</c> is empty.</summary>
internal sealed record ClientPage(
    IReadOnlyDictionary<string, string> Links,
    SystemUserInformation SystemUserInformation,
    IEnumerable<ClientView> Data
);

/// <summary>Whose clients a page lists.</summary>
internal sealed record SystemUserInformation(Guid SystemUserId, string SystemUserOwnerOrg);

/// <summary>One client.</summary>
internal sealed record ClientView(Guid ClientId, string ClientOrganizationNumber, string ClientOrganizationName);
