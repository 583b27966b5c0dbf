using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Diagnostics.Internal;
using SystemUser.AspNetCore.Tests.Decisions;
using SystemUser.AspNetCore.Tests.Support;

namespace SystemUser.AspNetCore.Tests.Outbound;

/// <summary>Over a real socket: nothing of what a caller sent travels on to Altinn, but the trace that the call is part of.</summary>
public sealed class CallerContextTests : IAsyncLifetime
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private static readonly AsyncLocal<string?> s_ofTheRequest = new();

    private readonly List<string> _headers = [];
    private readonly WebApplication _server;
    private readonly Activity _caller = new Activity("caller")
        .SetParentId(
            ActivityTraceId.CreateFromString(TraceId),
            ActivitySpanId.CreateFromString("b7ad6b7169203331"),
            ActivityTraceFlags.Recorded
        )
        .AddBaggage("large", new string('v', 7800));

    public CallerContextTests()
    {
        _caller.TraceStateString = "vendor=1";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapPost(
            "/authorization/api/v1/authorize",
            (HttpRequest request) =>
            {
                _headers.AddRange(request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}={header.Value}"));
                return """{"response":[{"decision":"Permit"}]}""";
            }
        );
    }

    public static TheoryData<string> Transports => ["ours", "sockets of the app's", "a handler of the app's"];

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_question_carries_the_traceparent_and_nothing_else_of_the_caller(string transport)
    {
        await AskAsync(transport, isTraced: true);

        _headers.ShouldContain(header => header.StartsWith($"traceparent=00-{TraceId}-"));
        _headers.ShouldNotContain(header => header.Contains("vendor=1") || header.Contains("vvv"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_question_carries_no_trace_headers_when_nobody_listens_to_the_package(string transport)
    {
        await AskAsync(transport, isTraced: false);

        _headers.ShouldNotBeEmpty();
        _headers.ShouldNotContain(header => header.Contains(TraceId));
        _headers.ShouldNotContain(header => header.Contains("vendor=1") || header.Contains("vvv"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_question_carries_neither_tracestate_nor_baggage_where_an_instrumentation_sends_all_that_it_sees(
        string transport
    )
    {
        using var instrumentation = DiagnosticListener.AllListeners.Subscribe(new Instrumentation());

        await AskAsync(transport, isTraced: true);

        _headers.ShouldContain(header => header.StartsWith($"traceparent=00-{TraceId}-"));
        _headers.ShouldNotContain(header => header.Contains("vendor=1") || header.Contains("vvv"));
    }

    [Fact]
    public async Task A_handler_on_the_outbound_call_sees_nothing_of_the_request()
    {
        s_ofTheRequest.Value = "of the request";
        var seen = new List<string?>();

        await AskAsync(
            "ours",
            isTraced: true,
            () => seen.Add(s_ofTheRequest.Value + Activity.Current?.GetBaggageItem("large"))
        );

        seen.ShouldBe([""]);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AskAsync(string transport, bool isTraced, Action? onToken = null)
    {
        var address = _server.Urls.Single();
        await using var host = new DecisionHost(
            options => options.Altinn.BaseAddress = address,
            services =>
            {
                services.AddSingleton<IAltinnTokenProvider>(new StubTokens(onToken ?? (() => { })));
                services
                    .AddHttpClient(SystemUserHttpClients.Altinn)
                    .ConfigurePrimaryHttpMessageHandler(() =>
                        transport.StartsWith("a handler") ? new HttpClientHandler() : new SocketsHttpHandler()
                    );
            },
            TimeProvider.System
        );
        var source = host.Services.GetRequiredService<SystemUserTelemetry>().Activities;
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => isTraced && candidate == source,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        _caller.Start();

        await host.Engine.DecideAsync(Some.Question(pdp: address), host.Asker, TestContext.Current.CancellationToken);

        Activity.Current.ShouldBeSameAs(_caller);
    }

    /// <summary>Does what an instrumentation of HTTP clients does with a propagator of the app's choice.</summary>
    private sealed class Instrumentation : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == "HttpHandlerDiagnosticListener")
            {
                listener.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> written)
        {
            if (
                written.Key == "System.Net.Http.HttpRequestOut.Start"
                && Activity.Current is { } activity
                && written.Value?.GetType().GetProperty("Request")?.GetValue(written.Value)
                    is HttpRequestMessage request
            )
            {
                request.Headers.TryAddWithoutValidation("tracestate", activity.TraceStateString ?? "none");
                request.Headers.TryAddWithoutValidation(
                    "baggage",
                    string.Join(',', activity.Baggage.Select(item => $"{item.Key}={item.Value}"))
                );
            }
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }

    private sealed class StubTokens(Action onToken) : IAltinnTokenProvider
    {
        public ValueTask<string> GetTokenAsync(string scope, string? rejectedToken, CancellationToken cancellationToken)
        {
            onToken();
            return new("token");
        }
    }
}
