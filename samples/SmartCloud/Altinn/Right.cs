namespace SmartCloud.Altinn;

/// <summary>A single right: all that can be done with one resource.</summary>
/// <param name="Resource">The resource.</param>
internal sealed record Right(IReadOnlyList<ResourceReference>? Resource)
{
    /// <summary>Names the right to a resource.</summary>
    /// <param name="resource">The resource's id.</param>
    public static Right To(string resource) => new([new ResourceReference("urn:altinn:resource", resource)]);
}
