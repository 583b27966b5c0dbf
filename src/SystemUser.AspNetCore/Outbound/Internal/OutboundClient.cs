using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>One of the package's HTTP clients, keyed by its name.</summary>
internal sealed class OutboundClient(IHttpClientFactory clients, string name)
{
    private HttpClient? _client;

    /// <summary>Registers a named client.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="name">The name under which apps may add to it.</param>
    /// <param name="outer">What stands outside of resilience: it is passed once per call.</param>
    /// <param name="inner">What stands inside of it: it is passed by each attempt.</param>
    public static void Register(
        IServiceCollection services,
        string name,
        Func<IServiceProvider, DelegatingHandler>? outer = null,
        Func<IServiceProvider, DelegatingHandler>? inner = null
    )
    {
        if (services.Any(service => service.ServiceType == typeof(OutboundClient) && Equals(service.ServiceKey, name)))
        {
            return;
        }

        services.AddHttpClient(name).RemoveAllLoggers();
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(provider => new OutboundClientSetup(
            provider,
            name,
            outer,
            inner
        ));
        services.AddKeyedSingleton(
            name,
            static (provider, key) =>
                new OutboundClient(provider.GetRequiredService<IHttpClientFactory>(), (string)key!)
        );
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The service whose circuit and retries are those of the call; <see langword="null"/> for a plain call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServiceException">The service gave no answer that may be read.</exception>
    /// <exception cref="HttpRequestException">A plain call had no answer.</exception>
    public Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        OutboundService? service,
        CancellationToken cancellationToken
    )
    {
        service?.Mark(request);
        _client ??= clients.CreateClient(name); // for good: connections see to their own age
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
