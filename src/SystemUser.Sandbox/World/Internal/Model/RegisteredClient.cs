using System.Collections.Immutable;

namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A client registered at Maskinporten.</summary>
internal sealed record RegisteredClient : IWorldRow
{
    public required string ClientId { get; init; }

    /// <summary>The organization number of the consumer.</summary>
    public required string Organization { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The scopes registered on the client; it must also have been granted them.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    public ImmutableArray<MaskinportenKey> Keys { get; init; } = [];

    string IWorldRow.Key => ClientId;

    /// <summary>The client with more keys; a key id that is there already gets the new key.</summary>
    public RegisteredClient With(IReadOnlyCollection<MaskinportenKey> keys) =>
        this with
        {
            Keys = [.. Keys.ExceptBy(keys.Select(key => key.KeyId), key => key.KeyId), .. keys],
        };
}

/// <summary>A public key of a Maskinporten client.</summary>
/// <param name="KeyId">The <c>kid</c>.</param>
/// <param name="Jwk">The public JWK as JSON.</param>
internal sealed record MaskinportenKey(string KeyId, string Jwk);
