namespace SystemUser.Sandbox.ResourceRegistry.Internal;

/// <summary>A page of things; there is only one.</summary>
internal sealed record DataView<T>(IEnumerable<T> Data)
{
    public PageLinks Links { get; } = new();
}
