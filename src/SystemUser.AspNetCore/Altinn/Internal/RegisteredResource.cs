namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>A resource in the registry's list, of which only the name is of use here.</summary>
internal sealed record RegisteredResource(string? Identifier);
