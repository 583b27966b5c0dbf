namespace SmartCloud.Altinn;

/// <summary>Names a resource.</summary>
/// <param name="Id">Always <c>urn:altinn:resource</c>.</param>
/// <param name="Value">Its id in the resource registry.</param>
internal sealed record ResourceReference(string Id, string Value);
