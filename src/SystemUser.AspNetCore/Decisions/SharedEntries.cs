namespace SystemUser.AspNetCore.Decisions;

/// <summary>What a shared store keeps of a question.</summary>
/// <param name="Decision">The sealed decision; <see langword="null"/> if there is none.</param>
/// <param name="Forgetting">That its system user was forgotten, sealed; <see langword="null"/> if it was not, or so long ago that it is no longer kept.</param>
/// <param name="Epoch">What the store is called since it last lost anything, or began; empty if that cannot be told now.</param>
public sealed record SharedEntries(ReadOnlyMemory<byte>? Decision, ReadOnlyMemory<byte>? Forgetting, Guid Epoch);
