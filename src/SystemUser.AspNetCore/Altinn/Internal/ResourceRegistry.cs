using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Outbound;
using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Altinn.Internal;

/// <summary>Altinn's resource registry over HTTP.</summary>
internal sealed class ResourceRegistry(
    [FromKeyedServices(SystemUserHttpClients.Altinn)] OutboundClient http,
    LiveOptions options,
    TimeProvider timeProvider,
    SystemUserTelemetry telemetry,
    ILogger<ResourceRegistry> logger
) : IResourceRegistry
{
    private readonly OutboundService _service = new(
        "Altinn's resource registry",
        "registry",
        timeProvider,
        telemetry,
        logger
    )
    {
        MaxAnswerBytes = 32 * 1024 * 1024, // the list of all resources is several megabytes
    };

    public async Task<IReadOnlySet<string>?> FindActionsAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        var path = $"{AltinnAddress.Resources}/{Uri.EscapeDataString(resource.ToString())}/policy/rules";
        var rules = await GetAsync(path, RegistryJson.Default.PolicyRuleArray, cancellationToken);
        return rules?.Select(rule => rule.Action?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> ListResourcesAsync(CancellationToken cancellationToken)
    {
        var path = $"{AltinnAddress.Resources}/resourcelist";
        var resources = await GetAsync(path, RegistryJson.Default.RegisteredResourceArray, cancellationToken);
        return [.. (resources ?? []).Select(resource => resource.Identifier).OfType<string>()];
    }

    private async Task<T[]?> GetAsync<T>(string path, JsonTypeInfo<T[]> type, CancellationToken cancellationToken)
    {
        // Open to all: it takes no token and no key.
        var address = AltinnAddress.Combine(AltinnAddress.Of(options.Current), path);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await http.SendAsync(request, _service, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new ServiceException($"{_service.Name} answered HTTP {(int)response.StatusCode}.");
        }

        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new ServiceException($"{_service.Name} cannot be read.", exception);
        }
    }
}

/// <summary>What Altinn's resource registry tells everybody: which resources there are, and which actions their policies know.</summary>
internal interface IResourceRegistry
{
    /// <summary>Gets the actions that a resource's policy knows, in the policy's spelling.</summary>
    /// <returns><see langword="null"/> if the registry knows no such resource.</returns>
    /// <exception cref="OutboundException">The registry cannot be asked.</exception>
    Task<IReadOnlySet<string>?> FindActionsAsync(ResourceId resource, CancellationToken cancellationToken);

    /// <summary>Gets the names of all resources.</summary>
    /// <exception cref="OutboundException">The registry cannot be asked.</exception>
    Task<IReadOnlyList<string>> ListResourcesAsync(CancellationToken cancellationToken);
}

/// <summary>One rule of a resource's policy, of which only the action is of use here.</summary>
internal sealed record PolicyRule(PolicyRule.Attribute? Action)
{
    /// <summary>An attribute of a rule.</summary>
    internal sealed record Attribute(string? Type, string? Value);
}

/// <summary>A resource in the registry's list, of which only the name is of use here.</summary>
internal sealed record RegisteredResource(string? Identifier);

/// <summary>Reads what the registry answers, as far as it is used.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32
)]
[JsonSerializable(typeof(PolicyRule[]))]
[JsonSerializable(typeof(RegisteredResource[]))]
internal sealed partial class RegistryJson : JsonSerializerContext;
