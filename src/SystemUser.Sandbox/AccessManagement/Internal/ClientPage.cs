namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Clients of an agent system user.</summary>
internal sealed record ClientPage(
    PageLinks Links,
    SystemUserInformation SystemUserInformation,
    IEnumerable<ClientView> Data
);
