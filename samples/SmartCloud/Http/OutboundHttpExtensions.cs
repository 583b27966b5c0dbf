namespace SmartCloud.Http;

/// <summary>Registers the clients that call other services.</summary>
internal static class OutboundHttpExtensions
{
    /// <summary>
    /// Adds a typed client that follows no redirect (its requests carry tokens), keeps no cookie, waits at most ten
    /// seconds for a whole answer and reads at most <paramref name="maxResponseBytes"/> of it.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="maxResponseBytes">The size of the largest answer that is read.</param>
    /// <typeparam name="TClient">The typed client.</typeparam>
    public static IHttpClientBuilder AddOutboundClient<TClient>(this IServiceCollection services, int maxResponseBytes)
        where TClient : class =>
        services
            .AddHttpClient<TClient>(client =>
            {
                client.Timeout = TimeSpan.FromSeconds(10);
                client.MaxResponseContentBufferSize = maxResponseBytes;
                client.DefaultRequestHeaders.Accept.Add(new("application/json"));
            })
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = true,
                    ConnectTimeout = TimeSpan.FromSeconds(3),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                }
            )
            // They would write organization numbers, which stand in the addresses, to the log.
            .RemoveAllLoggers();
}
