namespace SystemUser.Sandbox.Authentication.Internal.Access;

/// <summary>An access package as Altinn's JSON has it.</summary>
/// <param name="Urn">Its name, such as <c>urn:altinn:accesspackage:regnskapsforer-lonn</c>.</param>
internal sealed record AccessPackageReference(string? Urn);
