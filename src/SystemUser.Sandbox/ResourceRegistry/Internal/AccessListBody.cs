namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>What a service owner sends of an access list.</summary>
internal sealed record AccessListBody(string? Name, string? Description);
