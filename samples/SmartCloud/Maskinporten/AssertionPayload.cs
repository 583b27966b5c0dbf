namespace SmartCloud.Maskinporten;

/// <summary>The content of a client assertion. Maskinporten refuses members that it does not know.</summary>
/// <param name="Aud">The issuer, slash and all.</param>
/// <param name="Iss">The client.</param>
/// <param name="Scope">The scopes, separated by spaces.</param>
/// <param name="Iat">When it was made, in seconds since 1970.</param>
/// <param name="Exp">When it expires, at most 120 s later.</param>
/// <param name="Jti">Its id, never used twice.</param>
/// <param name="AuthorizationDetails">The system user, if the token shall speak for one.</param>
public sealed record AssertionPayload(
    string Aud,
    string Iss,
    string Scope,
    long Iat,
    long Exp,
    string Jti,
    IReadOnlyList<AuthorizationDetail>? AuthorizationDetails
);
