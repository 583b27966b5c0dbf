using SystemUser.Sandbox.World.Internal.Model;

namespace SystemUser.Sandbox.World.Internal.Storage;

/// <summary>One row put, or removed when <paramref name="Row"/> is <see langword="null"/>.</summary>
internal sealed record RowChange(WorldTable Table, string Key, IWorldRow? Row);
