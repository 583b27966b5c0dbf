namespace SystemUser.AspNetCore.Decisions;

/// <summary>A part of the log of forgotten system users.</summary>
/// <param name="Epoch">What the store is called since it last lost anything, or began.</param>
/// <param name="Place">Where the page ends, in the store's own words.</param>
/// <param name="Entries">Who was forgotten, sealed, in the order of the log.</param>
/// <param name="HasMore">Whether more is known to follow.</param>
public sealed record ForgottenPage(Guid Epoch, string Place, IReadOnlyList<ReadOnlyMemory<byte>> Entries, bool HasMore);
