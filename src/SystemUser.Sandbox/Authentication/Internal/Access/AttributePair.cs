namespace SystemUser.Sandbox.Authentication.Internal.Access;

/// <summary>Names a resource.</summary>
/// <param name="Id">The kind of name: <c>urn:altinn:resource</c> is the only one that is taken.</param>
/// <param name="Value">The resource.</param>
internal sealed record AttributePair(string? Id, string? Value)
{
    public const string ResourceId = "urn:altinn:resource";
}
