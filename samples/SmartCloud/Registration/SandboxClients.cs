using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Keys;

namespace SmartCloud.Registration;

/// <summary>
/// Registers SmartCloud's clients and their public keys at the sandbox's Maskinporten. At the real one a person does it, in
/// Digdir's self-service.
/// </summary>
/// <param name="http">The HTTP client.</param>
/// <param name="keys">The keys.</param>
/// <param name="descriptions">What the systems are called.</param>
/// <param name="options">Where the sandbox is.</param>
internal sealed class SandboxClients(
    HttpClient http,
    ClientKeys keys,
    SystemDescriptions descriptions,
    IOptions<SmartCloudOptions> options
)
{
    private const string Clients = "sandbox/maskinporten/clients";
    private const int Exists = 409;

    /// <summary>Registers the client of a system; if it is there already, only its key.</summary>
    /// <param name="kind">The system.</param>
    /// <param name="cancellationToken">Ends when the caller hangs up.</param>
    /// <returns>Why it could not be done; or <see langword="null"/>.</returns>
    public async Task<Failure?> RegisterAsync(SystemKind kind, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var clientId = settings.SystemFor(kind).ClientId!;
        var jwks = new PublicJwkSet([keys.For(kind).PublicJwk]);
        var client = new SandboxClient(
            clientId,
            settings.Vendor.OrganizationNumber!,
            descriptions.Describe(kind).Name?.En ?? clientId,
            [settings.KravOgBetalinger.Scope!, .. AltinnCalls.Scopes],
            jwks
        );
        var answer = await PostAsync(
            Clients,
            JsonSerializer.SerializeToUtf8Bytes(client, SandboxJson.Default.SandboxClient),
            cancellationToken
        );
        if (answer.Value is { StatusCode: Exists })
        {
            answer = await PostAsync(
                $"{Clients}/{Uri.EscapeDataString(clientId)}/jwks",
                JsonSerializer.SerializeToUtf8Bytes(jwks, SandboxJson.Default.PublicJwkSet),
                cancellationToken
            );
        }

        return !answer.TryGet(out var reply, out var failure) ? failure
            : reply.Succeeded ? null
            : reply.Fail(reply.KindByStatus(FailureKind.ClientUnknown));
    }

    private Task<Answer<ServiceReply>> PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        var address = new Uri(options.Value.Maskinporten.TokenEndpoint!, path);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return http.CallAsync(Service.Maskinporten, request, cancellationToken);
    }
}

/// <summary>The JSON of the sandbox's client registration.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SandboxClient))]
[JsonSerializable(typeof(PublicJwkSet))]
internal sealed partial class SandboxJson : JsonSerializerContext;

/// <summary>A client as the sandbox's Maskinporten registers it.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="OrgNo">The organization that owns it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scopes">The scopes that it may ask for.</param>
/// <param name="Jwks">Its public keys.</param>
internal sealed record SandboxClient(
    string ClientId,
    string OrgNo,
    string Name,
    IReadOnlyList<string> Scopes,
    PublicJwkSet Jwks
);
