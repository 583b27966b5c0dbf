using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Keys;

namespace SmartCloud.Maskinporten;

/// <summary>Makes the assertions by which a client proves itself (RFC 7523, private_key_jwt).</summary>
/// <param name="options">The issuer, and the clients.</param>
/// <param name="keys">The keys.</param>
/// <param name="time">The clock.</param>
public sealed class ClientAssertions(IOptions<SmartCloudOptions> options, ClientKeys keys, TimeProvider time)
{
    // Maskinporten allows 120 s; an assertion is used at once.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>Makes an assertion that asks for a token.</summary>
    /// <param name="request">What is asked for.</param>
    public string Create(TokenRequest request)
    {
        var key = keys.For(request.Client);
        var now = time.GetUtcNow();
        var payload = new AssertionPayload(
            options.Value.Maskinporten.Issuer!,
            options.Value.SystemFor(request.Client).ClientId!,
            request.Scope,
            now.ToUnixTimeSeconds(),
            (now + Lifetime).ToUnixTimeSeconds(),
            Guid.NewGuid().ToString(),
            request.SystemUser is { } systemUser
                ?
                [
                    new AuthorizationDetail(
                        "urn:altinn:systemuser",
                        OrganizationId.Of(systemUser.Owner),
                        systemUser.ExternalRef
                    ),
                ]
                : null
        );
        var header = new AssertionHeader("RS256", key.PublicJwk.Kid);
        var signed =
            Encode(JsonSerializer.SerializeToUtf8Bytes(header, MaskinportenJson.Default.AssertionHeader))
            + "."
            + Encode(JsonSerializer.SerializeToUtf8Bytes(payload, MaskinportenJson.Default.AssertionPayload));
        return signed + "." + Encode(key.Sign(Encoding.ASCII.GetBytes(signed)));
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
