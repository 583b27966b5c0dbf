namespace SystemUser.AspNetCore.Decisions;

/// <summary>What a shared store keeps under some names.</summary>
/// <param name="Entries">An entry for each name, in their order; <see langword="null"/> if there is none.</param>
/// <param name="Epoch">What the store is called since it last lost anything, or began; empty if that cannot be told now.</param>
public sealed record SharedEntries(IReadOnlyList<ReadOnlyMemory<byte>?> Entries, Guid Epoch);
