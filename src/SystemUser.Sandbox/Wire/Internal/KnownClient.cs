namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>What a client can prove itself with.</summary>
/// <param name="Keys">The public halves of its registered keys.</param>
/// <param name="Organization">
/// The organization number that a business certificate must name; <see langword="null"/> if none is taken.
/// </param>
internal sealed record KnownClient(IReadOnlyList<PublicKey> Keys, string? Organization = null);
