namespace SystemUser.Sandbox.Wire.Internal;

/// <summary>Decides what <c>POST /token</c> grants.</summary>
/// <remarks>
/// The wire reads the form, the assertion and its signature, and checks what every assertion must hold (algorithm,
/// <c>aud</c>, <c>iat</c>, <c>exp</c>, a fresh <c>jti</c>, no unknown claims); the rest is decided here.
/// </remarks>
internal interface IMaskinportenGrants
{
    /// <summary>Finds what a client can prove itself with.</summary>
    /// <param name="clientId">The <c>iss</c> of the assertion.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Its keys and its organization; or <see langword="null"/> if no such client is registered.</returns>
    ValueTask<KnownClient?> FindClientAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Grants a token to a client that has proved itself, or refuses.</summary>
    /// <param name="assertion">What the client asks for.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>What the token says; or Maskinporten's error.</returns>
    ValueTask<TokenGrant> GrantAsync(ClientAssertion assertion, CancellationToken cancellationToken);
}
