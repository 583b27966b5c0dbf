using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Diagnostics.Internal;

namespace SystemUser.AspNetCore.Outbound.Internal;

/// <summary>Puts one of the package's clients together: its own transport and handlers, and what the app adds to it by name, but none of the defaults that the app sets for all clients (<c>ConfigureHttpClientDefaults</c>).</summary>
/// <remarks>
/// A default's retries, timeouts and propagated headers would hold for every system user's calls at once. The process's
/// proxy (<c>HTTPS_PROXY</c>, <see cref="HttpClient.DefaultProxy"/>) holds all the same.
/// </remarks>
internal sealed class OutboundClientSetup(
    IServiceProvider services,
    string clientName,
    Func<IServiceProvider, DelegatingHandler>? outer,
    Func<IServiceProvider, DelegatingHandler>? inner
) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    private const string NameOfNone = "SystemUser.None";

    // In place of a rotation of handlers, so that changes of DNS are seen.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly DistributedContextPropagator s_noPropagator =
        DistributedContextPropagator.CreateNoOutputPropagator();

    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (name != clientName)
        {
            return;
        }

        // What is configured for every client is configured for one that nobody names.
        var defaults = services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(NameOfNone);
        Remove(defaults.HttpClientActions, options.HttpClientActions);
        Remove(defaults.HttpMessageHandlerBuilderActions, options.HttpMessageHandlerBuilderActions);
        Tell(defaults);

        options.HandlerLifetime = Timeout.InfiniteTimeSpan;
        options.HttpClientActions.Insert(0, static client => client.Timeout = Timeout.InfiniteTimeSpan);
        options.HttpMessageHandlerBuilderActions.Insert(0, UseOwnTransport);
        options.HttpMessageHandlerBuilderActions.Add(Guard);
        options.HttpMessageHandlerBuilderActions.Add(AddOwnHandlers);
    }

    /// <summary>Takes each default out once; they stand before what is configured by name.</summary>
    private static void Remove<T>(IEnumerable<Action<T>> defaults, IList<Action<T>> actions)
    {
        foreach (var given in defaults)
        {
            var found =
                actions.FirstOrDefault(action => action == given)
                ?? actions.FirstOrDefault(action => action.Method == given.Method);
            actions.Remove(found!);
        }
    }

    private static void UseOwnTransport(HttpMessageHandlerBuilder builder) =>
        builder.PrimaryHandler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None, // a bounded answer stays bounded
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };

    /// <summary>Requests carry tokens, so that no transport follows redirects, the app's own neither, or passes on what a caller sent.</summary>
    private void Guard(HttpMessageHandlerBuilder builder)
    {
        var transport = builder.PrimaryHandler;
        while (transport is DelegatingHandler { InnerHandler: { } inner })
        {
            transport = inner;
        }

        try
        {
            Restrain(transport);
        }
        catch (InvalidOperationException)
        {
            services.GetRequiredService<ILogger<OutboundClient>>().TransportInUse(clientName);
            throw;
        }

        builder.AdditionalHandlers.Add(new TransportGuard(isUntraced: transport is SocketsHttpHandler));
    }

    /// <exception cref="InvalidOperationException">It is in use already, by a client of the app's.</exception>
    private static void Restrain(HttpMessageHandler transport)
    {
        switch (transport)
        {
            case SocketsHttpHandler sockets when sockets.ActivityHeadersPropagator != s_noPropagator:
                sockets.AllowAutoRedirect = false;
                sockets.UseCookies = false;
                sockets.ActivityHeadersPropagator = s_noPropagator;
                if (sockets.PooledConnectionLifetime == Timeout.InfiniteTimeSpan)
                {
                    sockets.PooledConnectionLifetime = s_connectionLifetime;
                }

                break;
            case HttpClientHandler { AllowAutoRedirect: true } client:
                client.AllowAutoRedirect = false;
                break;
        }
    }

    private void AddOwnHandlers(HttpMessageHandlerBuilder builder)
    {
        var options = services.GetRequiredService<LiveOptions>();
        var timeProvider = services.GetRequiredService<TimeProvider>();
        DelegatingHandler?[] own =
        [
            outer?.Invoke(services),
            new ResilienceHandler(timeProvider, () => options.Current.Decisions),
            inner?.Invoke(services),
            new BoundedAnswerHandler(),
        ];
        foreach (var handler in own.OfType<DelegatingHandler>().Reverse())
        {
            builder.AdditionalHandlers.Insert(0, handler);
        }
    }

    private void Tell(HttpClientFactoryOptions defaults)
    {
        var logger = services.GetRequiredService<ILogger<OutboundClient>>();
        var transports = defaults.HttpMessageHandlerBuilderActions.Count(SetsTransport);
        var others = defaults.HttpMessageHandlerBuilderActions.Count + defaults.HttpClientActions.Count - transports;
        if (transports > 0)
        {
            logger.DefaultTransportKeptOut(clientName);
        }

        if (others > 0)
        {
            logger.ClientDefaultsKeptOut(clientName, others);
        }
    }

    private bool SetsTransport(Action<HttpMessageHandlerBuilder> action)
    {
        using var untouched = new SocketsHttpHandler();
        var trial = new TrialBuilder(services) { PrimaryHandler = untouched };
        try
        {
            action(trial);
        }
        catch (Exception)
        {
            // It is kept out all the same, and nobody needs what it would have done.
        }

        return trial.PrimaryHandler != untouched;
    }

    private sealed class TrialBuilder(IServiceProvider services) : HttpMessageHandlerBuilder
    {
        public override string? Name { get; set; } = NameOfNone;

        public override HttpMessageHandler PrimaryHandler { get; set; } = null!;

        public override IList<DelegatingHandler> AdditionalHandlers { get; } = [];

        public override IServiceProvider Services { get; } = services;

        public override HttpMessageHandler Build() => throw new NotSupportedException();
    }
}

/// <summary>Stands next to the transport, which may be the app's own: what it must not see is kept from it, and where it must not go is noticed.</summary>
/// <param name="isUntraced">Whether the transport sends nothing of the trace by itself.</param>
internal sealed class TransportGuard(bool isUntraced) : DelegatingHandler
{
    /// <exception cref="HttpRequestException">The transport has followed a redirect.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!isUntraced)
        {
            // The caller chose its baggage and tracestate; a gateway that refuses large headers would refuse everybody's calls
            // for it. In this method, and what it calls.
            Activity.Current = null;
        }

        var address = request.RequestUri;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.RequestMessage?.RequestUri is not { } answered || answered == address)
        {
            return response;
        }

        response.Dispose();
        throw new HttpRequestException(HttpRequestError.InvalidResponse, "The transport followed a redirect.");
    }
}

/// <summary>Reads answers whole, so that headers and body come within the same attempt, and no longer than the service's may be.</summary>
internal sealed class BoundedAnswerHandler : DelegatingHandler
{
    private const int UsualMaxBytes = 1024 * 1024;

    /// <exception cref="HttpRequestException">The connection failed, or the answer is longer than allowed.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            var maxBytes = OutboundService.Of(request)?.MaxAnswerBytes ?? UsualMaxBytes;
            await response.Content.LoadIntoBufferAsync(maxBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
