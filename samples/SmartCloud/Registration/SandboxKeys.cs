using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Keys;

namespace SmartCloud.Registration;

/// <summary>
/// Registers the public keys of SmartCloud's clients at the sandbox's Maskinporten. At the real one a person does it, in
/// Digdir's self-service.
/// </summary>
/// <param name="http">The HTTP client.</param>
/// <param name="keys">The keys.</param>
/// <param name="options">Where the sandbox is.</param>
public sealed class SandboxKeys(HttpClient http, ClientKeys keys, IOptions<SmartCloudOptions> options)
{
    /// <summary>Registers the key of a system's client.</summary>
    /// <param name="kind">The system.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Why it could not be done; or <see langword="null"/>.</returns>
    public async Task<Failure?> RegisterAsync(SystemKind kind, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var clientId = Uri.EscapeDataString(settings.SystemFor(kind).ClientId!);
        var address = new Uri(settings.Maskinporten.TokenEndpoint!, $"sandbox/maskinporten/clients/{clientId}/jwks");
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new PublicJwkSet([keys.For(kind).PublicJwk]),
            KeysJson.Default.PublicJwkSet
        );
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await http.CallAsync(Service.Maskinporten, request, cancellationToken);
        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded ? null
            : reply.Fail(reply.KindByStatus(FailureKind.ClientUnknown));
    }
}
