namespace SystemUser.AspNetCore.Altinn;

/// <summary>Gives the Altinn token with which the provider itself calls Altinn. Register your own to replace Maskinporten grant and exchange altogether.</summary>
public interface IAltinnTokenProvider
{
    /// <summary>Gets a token that Altinn accepts now.</summary>
    /// <param name="scope">The scopes that the call needs, with spaces between them, such as <c>altinn:authorization/authorize</c>.</param>
    /// <param name="rejectedToken">A token of this provider's that Altinn just answered 401, so that it is not given again; else <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bearer token, without the word <c>Bearer</c>.</returns>
    /// <exception cref="AltinnTokenException">There is no token.</exception>
    ValueTask<string> GetTokenAsync(string scope, string? rejectedToken, CancellationToken cancellationToken);
}
