using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire.Internal.Tokens;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>
/// A Maskinporten token in the making. It is right in everything until told otherwise, and really signed. Each change
/// returns a new one.
/// </summary>
public sealed record MaskinportenToken
{
    private static readonly TimeSpan s_defaultLifetime = TimeSpan.FromMinutes(2);

    private readonly ScriptedSandbox _sandbox;

    internal MaskinportenToken(ScriptedSandbox sandbox, JsonObject claims)
    {
        _sandbox = sandbox;
        Claims = claims;
    }

    /// <summary>Gets the id of the system user, or <see langword="null"/> if the token is made for none.</summary>
    public string? SystemUserId { get; internal init; }

    private TimeSpan Lifetime { get; init; } = s_defaultLifetime;

    private JsonObject Claims { get; init; }

    private JsonObject Header { get; init; } = [];

    private string[] Left { get; init; } = [];

    private string? Payload { get; init; }

    private string Algorithm { get; init; } = "RS256";

    private SigningKey? Key { get; init; }

    private bool IsExchanged { get; init; }

    /// <summary>Sets the scopes.</summary>
    /// <param name="scopes">The scopes; none at all are fine.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithScopes(params string[] scopes) => With("scope", string.Join(' ', scopes));

    /// <summary>Sets the consumer: the vendor of the system user's system.</summary>
    /// <param name="organizationNumber">Its organization number.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithVendor(string organizationNumber) =>
        With("consumer", MaskinportenTokenIssuer.Organization(organizationNumber));

    /// <summary>Sets the supplier, to whom the consumer has delegated the scope in Altinn.</summary>
    /// <param name="organizationNumber">Its organization number.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithSupplier(string organizationNumber) =>
        With("supplier", MaskinportenTokenIssuer.Organization(organizationNumber))
            .With("delegation_source", MaskinportenTokenIssuer.DelegationSource);

    /// <summary>Replaces <c>authorization_details</c>.</summary>
    /// <param name="elements">Its elements as JSON, well-formed but otherwise free.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithDetails(params string[] elements) =>
        With("authorization_details", new JsonArray([.. elements.Select(element => JsonNode.Parse(element))]));

    /// <summary>Adds an element to <c>authorization_details</c>, after those that are there.</summary>
    /// <param name="element">The element as JSON.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithAnotherDetail(string element) =>
        WithDetails([
            .. ((Claims["authorization_details"] as JsonArray) ?? []).Select(detail => detail!.ToJsonString()),
            element,
        ]);

    /// <summary>Sets any claim to any value.</summary>
    /// <param name="claim">The name of the claim.</param>
    /// <param name="value">The value, of whatever type.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken With(string claim, JsonNode? value) => this with { Claims = Set(Claims, claim, value) };

    /// <summary>Leaves a claim out, one that every token has too.</summary>
    /// <param name="claim">The name of the claim.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken Without(string claim) => this with { Left = [.. Left, claim] };

    /// <summary>Sets when the token expires.</summary>
    /// <param name="lifetime">How long after it is made; negative for one that has expired. Defaults to two minutes.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken ExpiresIn(TimeSpan lifetime) => this with { Lifetime = lifetime };

    /// <summary>Replaces the whole payload by text, however malformed.</summary>
    /// <param name="payload">The text.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithPayload(string payload) => this with { Payload = payload };

    /// <summary>Sets any member of the header to any value; <see langword="null"/> leaves it out.</summary>
    /// <param name="name">The name, such as <c>kid</c> or <c>crit</c>.</param>
    /// <param name="value">The value, of whatever type.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken WithHeader(string name, JsonNode? value) =>
        this with
        {
            Header = Set(Header, name, value),
        };

    /// <summary>Signs with another key, under the key id of that key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken SignedBy(SigningKey key) => this with { Key = key };

    /// <summary>Signs with another algorithm.</summary>
    /// <param name="algorithm">
    /// RS, PS, ES or HS with 256, 384 or 512, or <c>none</c>. HS takes the published key for its secret.
    /// </param>
    /// <returns>The changed token.</returns>
    public MaskinportenToken SignedWith(string algorithm) => this with { Algorithm = algorithm };

    /// <summary>Makes it the token that Altinn gives in exchange: issued and signed by Altinn, bound to no audience, of authentication level 3, for 30 minutes.</summary>
    /// <returns>The changed token.</returns>
    public MaskinportenToken Exchanged() =>
        With("iss", _sandbox.AltinnIssuer)
            .With("urn:altinn:authenticatemethod", "maskinporten")
            .With("urn:altinn:authlevel", 3)
            .Without("aud") with
        {
            IsExchanged = true,
            Lifetime = _sandbox.AltinnTokenLifetime,
        };

    /// <summary>Makes the token, issued now and signed.</summary>
    /// <returns>The token as it stands in an <c>Authorization</c> header.</returns>
    public override string ToString()
    {
        var key = Key ?? (IsExchanged ? _sandbox.AltinnKeys : _sandbox.Keys).Current;
        var header = new JsonObject { ["alg"] = Algorithm, ["kid"] = key.KeyId };
        foreach (var (name, value) in Header)
        {
            header = Set(header, name, value);
            if (value is null)
            {
                header.Remove(name);
            }
        }

        var claims = (JsonObject)Claims.DeepClone();
        if (Lifetime <= TimeSpan.Zero)
        {
            // Issued before it expired, as a real one would be.
            var issued = _sandbox.TimeProvider.GetUtcNow() + Lifetime - s_defaultLifetime;
            claims.TryAdd("iat", issued.ToUnixTimeSeconds());
        }

        _sandbox.Tokens.Complete(claims, Guid.NewGuid().ToString(), Lifetime);
        foreach (var claim in Left)
        {
            claims.Remove(claim);
        }

        return JwtWriter.Sign(header, Payload ?? claims.ToJsonString(), Algorithm, key);
    }

    private static JsonObject Set(JsonObject members, string name, JsonNode? value)
    {
        var changed = (JsonObject)members.DeepClone();
        changed[name] = value?.DeepClone();
        return changed;
    }
}
