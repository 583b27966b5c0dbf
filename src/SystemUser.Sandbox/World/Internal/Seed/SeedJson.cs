using System.Text.Json;
using System.Text.Json.Serialization;
using SystemUser.Sandbox.World.Internal.Storage;

namespace SystemUser.Sandbox.World.Internal.Seed;

/// <summary>How a seed file is read: strictly, so that a misspelt member is found, but with comments.</summary>
internal static class SeedJson
{
    public static readonly JsonSerializerOptions Options = new(WorldJson.Options)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };
}
