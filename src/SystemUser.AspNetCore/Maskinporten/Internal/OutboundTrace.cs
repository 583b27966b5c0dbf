using System.Diagnostics;

namespace SystemUser.AspNetCore.Maskinporten.Internal;

/// <summary>
/// What leaves with a call of the trace that it is part of: a <c>traceparent</c> where the call says so, and nothing else. The caller chose its
/// <c>baggage</c> and <c>tracestate</c>, and a gateway that refuses large headers would refuse everybody's calls for it.
/// </summary>
internal sealed class OutboundTrace : DistributedContextPropagator
{
    private const string TraceParent = "traceparent";
    private static readonly HttpRequestOptionsKey<bool> s_isTraced = new("SystemUser.AspNetCore.IsTraced");

    public override IReadOnlyCollection<string> Fields { get; } = [TraceParent];

    /// <summary>Says that a call may carry a <c>traceparent</c>.</summary>
    public static void Allow(HttpRequestMessage request) => request.Options.Set(s_isTraced, true);

    /// <summary>Keeps a transport from propagating what the app propagates elsewhere.</summary>
    public static void Guard(HttpMessageHandler? transport, IList<DelegatingHandler> handlers)
    {
        if (transport is SocketsHttpHandler sockets)
        {
            sockets.ActivityHeadersPropagator = new OutboundTrace();
        }
        else
        {
            handlers.Add(new Detached());
        }
    }

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is not null && carrier is HttpRequestMessage request && IdOf(activity, request) is { } id)
        {
            setter(carrier, TraceParent, id);
        }
    }

    public override void ExtractTraceIdAndState(
        object? carrier,
        PropagatorGetterCallback? getter,
        out string? traceId,
        out string? traceState
    ) => (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier,
        PropagatorGetterCallback? getter
    ) => null;

    private static string? IdOf(Activity? activity, HttpRequestMessage request) =>
        activity is { IdFormat: ActivityIdFormat.W3C }
        && request.Options.TryGetValue(s_isTraced, out var isTraced)
        && isTraced
            ? activity.Id
            : null;

    /// <summary>The same for a transport of the app's own that takes no propagator: it sees no activity at all.</summary>
    private sealed class Detached : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (IdOf(Activity.Current, request) is { } id)
            {
                request.Headers.TryAddWithoutValidation(TraceParent, id);
            }

            Activity.Current = null; // in this method, and what it calls
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
