namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>The scopes of people's tokens.</summary>
internal static class PortalScopes
{
    /// <summary>What Altinn's own portal has.</summary>
    public const string Portal = "altinn:portal/enduser";

    public const string ClientsRead = "altinn:clientdelegations.read";

    public const string ClientsWrite = "altinn:clientdelegations.write";
}
