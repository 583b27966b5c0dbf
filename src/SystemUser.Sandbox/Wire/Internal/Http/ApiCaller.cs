namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>Who calls one of Altinn's APIs, by the token in hand.</summary>
/// <param name="Organization">The organization number of the consumer; <see langword="null"/> if it is no Norwegian one.</param>
/// <param name="ClientId">The Maskinporten client.</param>
/// <param name="Scopes">The scopes of the token.</param>
/// <param name="Person">The identity number of the person, if it is a person's token.</param>
internal sealed record ApiCaller(
    string? Organization,
    string? ClientId,
    IReadOnlyList<string> Scopes,
    string? Person = null
);
