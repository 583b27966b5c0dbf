using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>The one way out: no redirects, no cookies, no decompression, bounded answers, nothing logged.</summary>
internal sealed class OutboundHttp(IHttpMessageHandlerFactory handlers, string clientName)
{
    private readonly Lazy<HttpMessageInvoker> _invoker = new(() =>
        new HttpMessageInvoker(handlers.CreateHandler(clientName), disposeHandler: false)
    );

    /// <summary>Registers the named client whose transport tests and apps may replace.</summary>
    public static void Register(IServiceCollection services, string clientName) =>
        services
            .AddHttpClient(clientName)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false, // requests carry tokens
                    UseCookies = false,
                    AutomaticDecompression = DecompressionMethods.None, // a bounded answer stays bounded
                    ConnectTimeout = TimeSpan.FromSeconds(2),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5), // in place of handler rotation, so that DNS changes are seen
                }
            );

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="HttpRequestException">The connection failed, or the answer is longer than allowed.</exception>
    public async Task<OutboundResponse> SendAsync(
        HttpRequestMessage request,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        using var response = await _invoker.Value.SendAsync(request, cancellationToken);
        return await OutboundResponse.ReadAsync(response, maxBytes, cancellationToken);
    }
}
