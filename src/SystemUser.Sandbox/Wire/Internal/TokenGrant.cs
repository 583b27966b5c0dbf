using System.Text.Json.Nodes;

namespace SystemUser.Sandbox.Wire.Internal;

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
