namespace SystemUser.Sandbox.AccessManagement.Internal;

/// <summary>An access package as bodies name it.</summary>
internal sealed record AccessPackageView(string Urn);
