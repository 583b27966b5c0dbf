using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The one way out: no redirects, no cookies, no decompression, bounded answers, nothing logged. One instance per client name, keyed by it.</summary>
internal sealed class OutboundHttp(IHttpMessageHandlerFactory handlers, string clientName)
{
    // A transport that cannot be built now may be later: faults are not kept.
    private readonly Lazy<HttpMessageInvoker> _invoker = new(
        () => new HttpMessageInvoker(handlers.CreateHandler(clientName), disposeHandler: false),
        LazyThreadSafetyMode.PublicationOnly
    );

    /// <summary>Registers the named client whose transport tests and apps may replace, before or after.</summary>
    public static void Register(IServiceCollection services, string clientName)
    {
        if (services.Any(service => service.IsKeyedService && Equals(service.ServiceKey, clientName)))
        {
            return;
        }

        services.AddHttpClient(clientName).RemoveAllLoggers();
        // First, so that a transport of the app's own wins wherever it was configured.
        services.Insert(
            0,
            ServiceDescriptor.Singleton<IConfigureOptions<HttpClientFactoryOptions>>(
                new ConfigureNamedOptions<HttpClientFactoryOptions>(clientName, UseOwnTransport)
            )
        );
        services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(
            new PostConfigureOptions<HttpClientFactoryOptions>(clientName, Guard)
        );
        services.AddKeyedSingleton(
            clientName,
            static (provider, key) =>
                new OutboundHttp(provider.GetRequiredService<IHttpMessageHandlerFactory>(), (string)key!)
        );
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="HttpRequestException">The connection failed, or the answer is longer than allowed.</exception>
    public async ValueTask<OutboundResponse> SendAsync(
        HttpRequestMessage request,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        using var response = await _invoker.Value.SendAsync(request, cancellationToken);
        return await OutboundResponse.ReadAsync(response, maxBytes, cancellationToken);
    }

    private static void UseOwnTransport(HttpClientFactoryOptions options)
    {
        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpMessageHandlerBuilderActions.Add(builder =>
            builder.PrimaryHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None, // a bounded answer stays bounded
                ConnectTimeout = TimeSpan.FromSeconds(2),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5), // in place of handler rotation, so that DNS changes are seen
            }
        );
    }

    /// <summary>Requests carry tokens, so that a transport of the app's own (a proxy, say) must not follow redirects either, nor pass on what a caller sent.</summary>
    private static void Guard(HttpClientFactoryOptions options) =>
        options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            switch (builder.PrimaryHandler)
            {
                case SocketsHttpHandler { AllowAutoRedirect: true } sockets:
                    sockets.AllowAutoRedirect = false;
                    break;
                case HttpClientHandler { AllowAutoRedirect: true } client:
                    client.AllowAutoRedirect = false;
                    break;
            }

            OutboundTrace.Guard(builder.PrimaryHandler, builder.AdditionalHandlers);
        });
}
