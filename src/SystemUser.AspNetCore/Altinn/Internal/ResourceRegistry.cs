using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Altinn's resource registry over HTTP.</summary>
internal sealed class ResourceRegistry : IResourceRegistry
{
    private readonly OutboundHttp _http;
    private readonly OutboundResilience _resilience;
    private readonly LiveOptions _options;

    public ResourceRegistry(
        [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundHttp http,
        LiveOptions options,
        TimeProvider timeProvider,
        ILogger<ResourceRegistry> logger
    )
    {
        _http = http;
        _options = options;
        _resilience = new(
            timeProvider,
            () => options.Current.Decisions,
            new ServiceObserver("Altinn's resource registry", logger)
        );
    }

    public async Task<IReadOnlySet<string>?> FindActionsAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        var path = $"{AltinnAddress.Resources}/{Uri.EscapeDataString(resource.ToString())}/policy/rules";
        var rules = await GetAsync(path, AltinnJson.Default.PolicyRuleArray, cancellationToken);
        return rules?.Select(rule => rule.Action?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> ListResourcesAsync(CancellationToken cancellationToken)
    {
        var path = $"{AltinnAddress.Resources}/resourcelist";
        var resources = await GetAsync(path, AltinnJson.Default.RegisteredResourceArray, cancellationToken);
        return [.. (resources ?? []).Select(resource => resource.Identifier).OfType<string>()];
    }

    private async Task<T[]?> GetAsync<T>(string path, JsonTypeInfo<T[]> type, CancellationToken cancellationToken)
    {
        try
        {
            var address = AltinnAddress.Combine(AltinnAddress.Of(_options.Current), path);
            using var response = await _resilience.SendAsync(new RegistryAttempt(_http, address), cancellationToken);
            return response.Status switch
            {
                HttpStatusCode.OK => JsonSerializer.Deserialize(response.Body.Span, type) ?? throw new JsonException(),
                HttpStatusCode.NotFound => null,
                var status => throw new ResourceRegistryException(
                    $"Altinn's resource registry answered HTTP {(int)status}."
                ),
            };
        }
        catch (OutboundException exception)
        {
            throw new ResourceRegistryException(
                $"Altinn's resource registry cannot be reached: {exception.Message}.",
                exception
            );
        }
        catch (Exception exception) when (exception is JsonException or AltinnTokenException)
        {
            throw new ResourceRegistryException("Altinn's resource registry cannot be read.", exception);
        }
    }
}
