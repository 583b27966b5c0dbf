namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>Where the next page is: nowhere.</summary>
internal sealed record PageLinks(string? Next = null);
