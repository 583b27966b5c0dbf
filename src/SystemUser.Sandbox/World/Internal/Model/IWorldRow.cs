namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>One row of the world: immutable, found by its key.</summary>
internal interface IWorldRow
{
    /// <summary>The key within the row's table, compared ordinally.</summary>
    string Key { get; }
}
