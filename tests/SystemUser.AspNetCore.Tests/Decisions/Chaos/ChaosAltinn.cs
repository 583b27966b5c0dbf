using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SystemUser.AspNetCore.Tests.Decisions.Chaos;

/// <summary>Altinn on real sockets, gone mad on demand. Organizations with an even number hold the right unless told otherwise, all others do not, whatever else it says.</summary>
internal sealed class ChaosAltinn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _connections;
    private int _held;
    private int _tokens;

    private ChaosAltinn(WebApplication app) => _app = app;

    /// <summary>Gets or sets how many of a hundred answers are faults.</summary>
    public int FaultPercentage { get; set; }

    /// <summary>Gets or sets what all questions wait for, to count them.</summary>
    public Task Release { get; set; } = Task.CompletedTask;

    /// <summary>Gets or sets which organizations hold the right.</summary>
    public Func<string, bool> Holders { get; set; } = HoldsRight;

    /// <summary>Gets or sets how long an answer that is no fault takes.</summary>
    public TimeSpan Pause { get; set; }

    public string Address => _app.Urls.Single();

    public int Connections => Volatile.Read(ref _connections);

    public int Held => Volatile.Read(ref _held);

    public static bool HoldsRight(string party) => (party[^1] - '0') % 2 == 0;

    public static async Task<ChaosAltinn> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        ChaosAltinn? altinn = null;
        builder.WebHost.UseKestrel(kestrel =>
            kestrel.Listen(
                System.Net.IPAddress.Loopback,
                0,
                listen =>
                    listen.Use(next =>
                        async connection =>
                        {
                            Interlocked.Increment(ref altinn!._connections);
                            try
                            {
                                await next(connection);
                            }
                            finally
                            {
                                Interlocked.Decrement(ref altinn._connections);
                            }
                        }
                    )
            )
        );
        var app = builder.Build();
        altinn = new ChaosAltinn(app);
        app.MapGet("/authentication/api/v1/exchange/maskinporten", altinn.ExchangeAsync);
        app.MapPost("/authorization/api/v1/authorize", altinn.AuthorizeAsync);
        await app.StartAsync(cancellationToken);
        return altinn;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ExchangeAsync(HttpContext context)
    {
        if (IsFault)
        {
            await FailAsync(context, "no-token-at-all { }");
            return;
        }

        await context.Response.WriteAsync($"token-{Interlocked.Increment(ref _tokens)}", context.RequestAborted);
    }

    private async Task AuthorizeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = JsonNode.Parse(await reader.ReadToEndAsync(context.RequestAborted))!["Request"]!;
        var party = (string)request["Resource"]![0]!["Attribute"]![1]!["Value"]!;
        Interlocked.Increment(ref _held);
        try
        {
            await Release.WaitAsync(context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }

        // Every fault tells the opposite of the truth, so that a fault that is believed is seen.
        var result = (bool truth) =>
            $$"""{"decision":"{{(Holders(party) == truth ? "Permit" : "NotApplicable")}}","category":[{"attribute":[{"attributeId":"urn:altinn:organization:identifier-no","value":"{{(truth ? party : "999999999")}}"}]}]}""";
        if (IsFault)
        {
            var lie = result(false);
            await FailAsync(
                context,
                Random.Shared.Next(5) switch
                {
                    0 => $$"""{"response":[{{lie}}]}""",
                    1 => $$"""{"response":[{{lie}},{{lie}}]}""",
                    2 => $$"""{"response":[{"decision":"Indeterminate"}]}""",
                    3 => "<html>Permit</html>",
                    _ => $$"""{"response":[{{lie}}""",
                }
            );
            return;
        }

        await Task.Delay(Pause, TimeProvider.System, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"response":[{{result(true)}}]}""", context.RequestAborted);
    }

    private bool IsFault => Random.Shared.Next(100) < FaultPercentage;

    private static async Task FailAsync(HttpContext context, string garbage)
    {
        switch (Random.Shared.Next(8))
        {
            case 0:
                context.Abort();
                break;
            case 1:
                await Task.Delay(
                    TimeSpan.FromMilliseconds(Random.Shared.Next(600)),
                    TimeProvider.System,
                    context.RequestAborted
                );
                context.Response.StatusCode = 502;
                break;
            case 2:
                context.Response.StatusCode = 401;
                break;
            case 3:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = Random.Shared.Next(3).ToString();
                break;
            case 4:
                context.Response.StatusCode = 500;
                await context.Response.WriteAsync(garbage, context.RequestAborted);
                break;
            case 5: // a body that stalls
                context.Response.ContentLength = garbage.Length + 1;
                await context.Response.WriteAsync(garbage, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            case 6: // a body that is cut
                context.Response.ContentLength = garbage.Length + 1;
                await context.Response.WriteAsync(garbage, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            default:
                await context.Response.WriteAsync(garbage, context.RequestAborted);
                break;
        }
    }
}
