using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

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
    ValueTask<TokenGrant> GrantAsync(VerifiedAssertion assertion, CancellationToken cancellationToken);
}

/// <summary>A client's assertion, its signature verified.</summary>
/// <param name="ClientId">The client (<c>iss</c>).</param>
/// <param name="Scopes">The scopes asked for, at least one.</param>
/// <param name="Claims">All claims as sent: <c>authorization_details</c>, <c>consumer_org</c> and <c>resource</c> among them.</param>
/// <param name="IsByCertificate">Whether a business certificate vouches for it, and no registered key.</param>
internal sealed record VerifiedAssertion(
    string ClientId,
    IReadOnlyList<string> Scopes,
    JsonElement Claims,
    bool IsByCertificate
);

/// <summary>What a client can prove itself with.</summary>
/// <param name="Keys">The public halves of its registered keys.</param>
/// <param name="Organization">
/// The organization number that a business certificate must name; <see langword="null"/> if none is taken.
/// </param>
internal sealed record KnownClient(IReadOnlyList<PublicKey> Keys, string? Organization = null);

/// <summary>The public half of an RSA key, as a client registers it.</summary>
/// <param name="KeyId">The key id (<c>kid</c>).</param>
/// <param name="Parameters">Modulus and exponent.</param>
internal sealed record PublicKey(string KeyId, RSAParameters Parameters)
{
    /// <summary>Gets when the key expires; <see langword="null"/> if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What Maskinporten answers to an assertion: the content of a token, or an error.</summary>
internal sealed class TokenGrant
{
    private TokenGrant() { }

    /// <summary>
    /// Gets the claims that depend on the client: <c>consumer</c>, <c>supplier</c>, <c>scope</c>,
    /// <c>authorization_details</c>, <c>aud</c>. The wire adds <c>iss</c>, <c>client_id</c>, <c>iat</c>, <c>exp</c>,
    /// <c>jti</c>, <c>client_amr</c> and <c>token_type</c>.
    /// </summary>
    public JsonObject Claims { get; private init; } = [];

    /// <summary>Gets how long the token lives; Maskinporten sets it per scope.</summary>
    public TimeSpan Lifetime { get; private init; }

    /// <summary>Gets why there is no token, or <see langword="null"/>.</summary>
    public MaskinportenError? Error { get; private init; }

    public static TokenGrant Granted(JsonObject claims, TimeSpan lifetime) =>
        new() { Claims = claims, Lifetime = lifetime };

    public static TokenGrant Refused(MaskinportenError error) => new() { Error = error };
}

/// <summary>An error of Maskinporten's token endpoint.</summary>
/// <param name="StatusCode">The HTTP status code: 400 as a rule, 403 for <c>MP-251</c>.</param>
/// <param name="Error">The OAuth error, such as <c>invalid_grant</c>.</param>
/// <param name="Code">Maskinporten's code, such as <c>MP-110</c>; <see langword="null"/> if it has none.</param>
/// <param name="Description">What is wrong, in words.</param>
internal sealed record MaskinportenError(int StatusCode, string Error, string? Code, string Description);
