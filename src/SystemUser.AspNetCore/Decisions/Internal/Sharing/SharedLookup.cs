namespace SystemUser.AspNetCore.Decisions.Internal.Sharing;

/// <summary>What the shared cache said of a question.</summary>
/// <param name="Entry">The decision that another host put there, if there is one that may be used.</param>
/// <param name="Generation">The system user's generation, which a new decision is put there under; <see langword="null"/> if it could not be read, so that nothing is put there.</param>
internal readonly record struct SharedLookup(SharedEntry? Entry, Guid? Generation);
