using System.Text.Json;

namespace SystemUser.Sandbox.Maskinporten.Internal.Clients;

/// <summary>A set of public keys (RFC 7517, section 5).</summary>
/// <param name="Keys">The keys.</param>
internal sealed record JwkSet(IReadOnlyList<JsonElement>? Keys);
