namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>The actions that a list opens on a resource; none or absent for all.</summary>
internal sealed record ConnectionBody(IReadOnlyList<string>? ActionFilters);
