using System.Text.Json;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>What resources are searched by: each member given must be found, whatever its casing.</summary>
internal sealed record ResourceSearch
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? ResourceType { get; init; }

    public string? Keyword { get; init; }

    public string? Reference { get; init; }

    public string? OrgCode { get; init; }

    public string? OrganizationId { get; init; }

    /// <summary>The resources that fit, in the order of their ids.</summary>
    public IEnumerable<RegistryResource> In(WorldState world) =>
        world.Resources.All.Where(Fits).OrderBy(resource => resource.Id, StringComparer.Ordinal);

    private bool Fits(RegistryResource resource)
    {
        if (!Has(resource.Id, Id) || !Is(resource.ResourceType, ResourceType) || !Is(resource.Owner, OrganizationId))
        {
            return false;
        }

        if (Title is null && Description is null && Keyword is null && Reference is null && OrgCode is null)
        {
            return true;
        }

        var document = JsonElement.Parse(resource.Document);
        return HasIn(document, "title", Title)
            && HasIn(document, "description", Description)
            && HasIn(document, "keywords", Keyword)
            && HasIn(document, "resourceReferences", Reference)
            && HasIn(document, "hasCompetentAuthority", OrgCode);
    }

    private static bool Is(string value, string? sought) =>
        sought is null || value.Equals(sought, StringComparison.OrdinalIgnoreCase);

    private static bool Has(string value, string? sought) =>
        sought is null || value.Contains(sought, StringComparison.OrdinalIgnoreCase);

    private static bool HasIn(JsonElement document, string name, string? sought) =>
        sought is null
        || document
            .EnumerateObject()
            .Any(member =>
                member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                && Texts(member.Value).Any(text => Has(text, sought))
            );

    private static IEnumerable<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
            _ => [],
        };
}
