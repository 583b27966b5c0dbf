namespace SmartCloud.Altinn;

/// <summary>A single right: all that can be done with one resource.</summary>
/// <param name="Resource">The resource.</param>
internal sealed record Right(IReadOnlyList<ResourceReference>? Resource)
{
    /// <summary>Names the right to a resource.</summary>
    /// <param name="resource">The resource's id.</param>
    public static Right To(string resource) => new([new ResourceReference("urn:altinn:resource", resource)]);
}

/// <summary>Names a resource.</summary>
/// <param name="Id">Always <c>urn:altinn:resource</c>.</param>
/// <param name="Value">Its id in the resource registry.</param>
internal sealed record ResourceReference(string Id, string Value);

/// <summary>Names an access package.</summary>
/// <param name="Urn">Its name, such as <c>urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet</c>.</param>
internal sealed record AccessPackage(string Urn);
