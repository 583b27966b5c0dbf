using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Signs each attempt of a grant anew, because Maskinporten takes a <c>jti</c> once.</summary>
internal sealed class ClientAssertionHandler(TimeProvider timeProvider) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<AssertionDemand> s_demand = new("SystemUser.AspNetCore.Assertion");

    public static void Ask(HttpRequestMessage request, AssertionDemand demand) => request.Options.Set(s_demand, demand);

    /// <exception cref="MaskinportenGrantException">The assertion could not be signed.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (request.Options.TryGetValue(s_demand, out var demand))
        {
            request.Content = new FormUrlEncodedContent([
                new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
                new("assertion", await SignAsync(demand, cancellationToken)),
            ]);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>A vault's fault is not Maskinporten's, and must not be counted as one.</summary>
    private async ValueTask<string> SignAsync(AssertionDemand demand, CancellationToken cancellationToken)
    {
        try
        {
            return await ClientAssertion.CreateAsync(demand, timeProvider.GetUtcNow(), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MaskinportenGrantException(
                $"The client assertion could not be signed ({exception.GetType().Name}).",
                exception
            )
            {
                IsTransient = true,
            };
        }
    }
}

/// <summary>What an assertion says, and who signs it.</summary>
internal sealed record AssertionDemand(IClientAssertionSigner Signer, string ClientId, string Audience, string Scope);

/// <summary>The JWT with which a client proves itself to Maskinporten.</summary>
/// <remarks>
/// Rules: https://docs.digdir.no/docs/Maskinporten/maskinporten_protocol_jwtgrant. The audience is the issuer and nothing
/// else, a <c>jti</c> is used once, and a claim that Maskinporten does not know makes it refuse the whole.
/// </remarks>
internal static class ClientAssertion
{
    private const int LifetimeSeconds = 60; // at most 120

    public static async ValueTask<string> CreateAsync(
        AssertionDemand demand,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var signer = demand.Signer;
        var header = Write(json =>
        {
            json.WriteString("alg", signer.Algorithm);
            if (signer is ClientKey { Certificates: { } certificates })
            {
                json.WriteStartArray("x5c");
                foreach (var certificate in certificates)
                {
                    json.WriteStringValue(certificate);
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString("kid", signer.KeyId);
            }
        });
        var payload = Write(json =>
        {
            var issuedAt = now.ToUnixTimeSeconds();
            json.WriteString("aud", demand.Audience);
            json.WriteString("iss", demand.ClientId);
            json.WriteString("scope", demand.Scope);
            json.WriteNumber("iat", issuedAt);
            json.WriteNumber("exp", issuedAt + LifetimeSeconds);
            json.WriteString("jti", RandomNumberGenerator.GetHexString(32, lowercase: true));
        });
        var signingInput = $"{header}.{payload}";
        var signature = await signer.SignAsync(Encoding.ASCII.GetBytes(signingInput), cancellationToken);
        return $"{signingInput}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
