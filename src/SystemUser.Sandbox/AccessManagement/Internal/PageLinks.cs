namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>Where the next page is; there is only one yet.</summary>
internal sealed record PageLinks;
