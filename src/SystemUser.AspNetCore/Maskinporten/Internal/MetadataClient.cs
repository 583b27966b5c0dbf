using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>Fetches metadata and keys over HTTP, and trusts no more of them than the rules allow.</summary>
internal sealed class MetadataClient(
    [FromKeyedServices(SystemUserHttpClients.Maskinporten)] OutboundHttp http,
    TimeProvider clock,
    ILogger<MetadataClient> logger
)
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    /// <summary>Fetches both documents.</summary>
    /// <param name="issuer">The issuer that the metadata must name.</param>
    /// <param name="address">Where the metadata is.</param>
    /// <param name="current">What is in force; returned as it is when nothing has changed, so that what was built on its keys stays valid.</param>
    /// <exception cref="MaskinportenMetadataException">A document cannot be had, or may not be trusted.</exception>
    public async Task<FetchedMetadata> FetchAsync(string issuer, Uri address, FetchedMetadata? current)
    {
        using var metadata = await GetAsync(address);
        var document = MetadataDocument.Parse(metadata.Body, issuer);
        using var keySet = await GetAsync(document.KeySetAddress);
        var fingerprint = Fingerprint(metadata.Body.Span, keySet.Body.Span);
        return fingerprint == current?.Fingerprint
            ? new FetchedMetadata(current.Metadata, fingerprint, clock.GetUtcNow())
            : new FetchedMetadata(Build(issuer, document, keySet.Body), fingerprint, clock.GetUtcNow());
    }

    private MaskinportenMetadata Build(string issuer, MetadataDocument document, ReadOnlyMemory<byte> keySet)
    {
        var keys = KeySetReader.Read(keySet, logger);
        var configuration = new OpenIdConnectConfiguration
        {
            Issuer = issuer,
            TokenEndpoint = document.TokenEndpoint.AbsoluteUri,
            JwksUri = document.KeySetAddress.AbsoluteUri,
        };
        foreach (var key in keys.Values)
        {
            configuration.SigningKeys.Add(key.SecurityKey);
        }

        return new MaskinportenMetadata(issuer, document.TokenEndpoint, configuration) { Keys = keys };
    }

    private async Task<OutboundResponse> GetAsync(Uri address)
    {
        using var timeout = new CancellationTokenSource(s_timeout, clock);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            var response = await http.SendAsync(request, MaxBytes, timeout.Token);
            if (response.Status == HttpStatusCode.OK)
            {
                return response;
            }

            response.Dispose();
            throw new MaskinportenMetadataException($"{address} answered {(int)response.Status}.");
        }
        catch (Exception exception) when (exception is not MaskinportenMetadataException)
        {
            throw new MaskinportenMetadataException($"{address} did not answer: {Cause(exception)}.", exception);
        }
    }

    private static string Cause(Exception exception) =>
        exception switch
        {
            OperationCanceledException => $"no answer within {s_timeout.TotalSeconds:0} s",
            HttpRequestException { HttpRequestError: var error } => error.ToString(),
            _ => exception.GetType().Name,
        };

    private static string Fingerprint(ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> keySet)
    {
        Span<byte> hashes = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(metadata, hashes);
        SHA256.HashData(keySet, hashes[SHA256.HashSizeInBytes..]);
        return Convert.ToHexString(hashes);
    }
}
