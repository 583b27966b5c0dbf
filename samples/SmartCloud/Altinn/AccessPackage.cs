namespace SmartCloud.Altinn;

/// <summary>Names an access package.</summary>
/// <param name="Urn">Its name, such as <c>urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet</c>.</param>
internal sealed record AccessPackage(string Urn);
