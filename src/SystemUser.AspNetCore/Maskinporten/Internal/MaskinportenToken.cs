namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>A token that Maskinporten granted.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="Lifetime">How long it lives, as the answer says.</param>
internal sealed record MaskinportenToken(string AccessToken, TimeSpan Lifetime);
