using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Tests.Maskinporten;

/// <summary>Over a real socket, what leaves with a call of the trace that it is part of.</summary>
public sealed class OutboundTraceTests : IAsyncLifetime
{
    private const string Client = "client";

    private readonly WebApplication _server = NewServer();
    private readonly Activity _caller = new Activity("caller")
        .SetParentId(
            ActivityTraceId.CreateFromString("0af7651916cd43dd8448eb211c80319c"),
            ActivitySpanId.CreateFromString("b7ad6b7169203331"),
            ActivityTraceFlags.Recorded
        )
        .AddBaggage("large", new string('v', 7800));

    public OutboundTraceTests() => _caller.TraceStateString = "vendor=1";

    public static TheoryData<string> Transports => ["ours", "sockets of the app's", "a handler of the app's"];

    public async ValueTask InitializeAsync() => await _server.StartAsync(TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_traced_call_carries_the_traceparent_and_nothing_else_of_the_caller(string transport)
    {
        _caller.Start();

        var headers = await SendAsync(transport, isTraced: true);

        headers.ShouldContain(header => header.StartsWith("traceparent=00-0af7651916cd43dd8448eb211c80319c-"));
        headers.ShouldNotContain(header => header.Contains("vendor=1") || header.Contains("vvv"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Any_other_call_carries_nothing_of_the_caller(string transport)
    {
        _caller.Start();

        var headers = await SendAsync(transport, isTraced: false);

        headers.ShouldNotContain(header => header.Contains("0af7651916cd43dd8448eb211c80319c"));
        headers.ShouldNotContain(header => header.Contains("vendor=1") || header.Contains("vvv"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_activity_of_the_caller_goes_on_behind_the_call(string transport)
    {
        _caller.Start();

        await SendAsync(transport, isTraced: true);

        Activity.Current.ShouldBeSameAs(_caller);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _server.DisposeAsync();
    }

    private static WebApplication NewServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet(
            "/",
            (HttpRequest request) =>
                string.Join('\n', request.Headers.Select(header => $"{header.Key.ToLowerInvariant()}={header.Value}"))
        );
        return app;
    }

    private async Task<string[]> SendAsync(string transport, bool isTraced)
    {
        var services = new ServiceCollection();
        OutboundHttp.Register(services, Client);
        if (transport != "ours")
        {
            services
                .AddHttpClient(Client)
                .ConfigurePrimaryHttpMessageHandler(() =>
                    transport.StartsWith("sockets") ? new SocketsHttpHandler() : new HttpClientHandler()
                );
        }

        await using var provider = services.BuildServiceProvider();
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Urls.Single());
        if (isTraced)
        {
            OutboundTrace.Allow(request);
        }

        var http = provider.GetRequiredKeyedService<OutboundHttp>(Client);
        using var response = await http.SendAsync(request, 100_000, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(response.Body.Span).Split('\n');
    }
}
