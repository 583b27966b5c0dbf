namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>That one organization lets another use its access to a Maskinporten scope (delegated in Altinn).</summary>
internal sealed record ScopeDelegation : IWorldRow
{
    public required string Scope { get; init; }

    /// <summary>The organization number of the one that was granted the scope.</summary>
    public required string Consumer { get; init; }

    /// <summary>The organization number of the one that fetches tokens for it.</summary>
    public required string Supplier { get; init; }

    string IWorldRow.Key => KeyOf(Scope, Consumer, Supplier);

    public static string KeyOf(string scope, string consumer, string supplier) => $"{scope} {consumer}:{supplier}";
}
