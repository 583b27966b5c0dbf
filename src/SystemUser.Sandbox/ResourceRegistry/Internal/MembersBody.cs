namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>Members by URN, for example <c>urn:altinn:organization:identifier-no:310904473</c>.</summary>
internal sealed record MembersBody(IReadOnlyList<string?>? Data);
