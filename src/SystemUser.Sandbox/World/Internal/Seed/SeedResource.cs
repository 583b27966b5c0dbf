using System.Text.Json;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>A resource, as it would be put to the resource registry, and the file that holds its policy.</summary>
internal sealed record SeedResource
{
    public required JsonElement Resource { get; init; }

    /// <summary>The path of the XACML file, relative to the seed file.</summary>
    public string? PolicyFile { get; init; }
}
