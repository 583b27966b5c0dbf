namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Who signs tokens, and where it says with which keys.</summary>
/// <param name="Issuer">The exact issuer.</param>
/// <param name="Metadata">The address of its metadata.</param>
/// <param name="GrantsTokens">Whether it is asked for tokens too, so that its metadata must say where.</param>
/// <param name="Remedy">What puts it right when the metadata is another issuer's.</param>
internal sealed record TokenIssuer(string Issuer, Uri Metadata, bool GrantsTokens, string Remedy);
