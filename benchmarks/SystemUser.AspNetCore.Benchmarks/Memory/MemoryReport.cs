using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using SystemUser.AspNetCore.Benchmarks.Engine;
using SystemUser.AspNetCore.Benchmarks.Load;
using SystemUser.AspNetCore.Decisions.Internal;
using SystemUser.AspNetCore.Diagnostics;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Memory;

/// <summary>What is remembered weighs: a hundred thousand live tokens, and as many decisions. Goals: 150 MB and 40 MB.</summary>
internal static class MemoryReport
{
    private const int Count = 100_000;
    private const int First = 1_000; // what is made once is not counted

    public static async Task<int> RunAsync()
    {
        WriteLine($"{Count:N0} remembered decisions: {WeighDecisions() / 1e6:F1} MB");
        var (bytes, recognized) = await WeighTokensAsync();
        WriteLine($"{Count:N0} live tokens: {bytes / 1e6:F1} MB; {recognized:N0} of them are recognized");
        return 0;
    }

    private static long WeighDecisions()
    {
        var engine = EngineHost.Create();
        Ask(engine, 0, First);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Ask(engine, First, Count);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(engine);
        return after - before;
    }

    private static void Ask(IDecisionEngine engine, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            engine
                .DecideAsync(EngineHost.Question(i), EngineHost.Asker, CancellationToken.None)
                .AsTask()
                .GetAwaiter()
                .GetResult();
        }
    }

    /// <summary>Sends each token twice, as the second time adds to what is kept, and once more to hear whether it is known again.</summary>
    private static async Task<(long Bytes, int Recognized)> WeighTokensAsync()
    {
        await using var sandbox = await ScriptedSandbox.StartAsync();
        sandbox.Pdp.Permit();
        using var tokens = await TokenFile.CreateAsync(sandbox, First + Count);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(sandbox.Configuration);
        // The longest there is, so that the machine's speed says nothing.
        builder.Configuration["SystemUser:Maskinporten:ValidatedTokenLifetime"] = "00:05:00";
        builder.WebHost.UseTestServer();
        await using var app = LoadServer.Build(Way.Ours, builder);
        await app.StartAsync();
        using var client = app.GetTestClient();
        await SendAsync(File.ReadLines(tokens.Path).Take(First));
        await SendAsync(File.ReadLines(tokens.Path).Take(First));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(File.ReadLines(tokens.Path).Skip(First));
        await SendAsync(File.ReadLines(tokens.Path).Skip(First));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var recognized = 0;
        using var listener = Listen(() => Interlocked.Increment(ref recognized));
        await SendAsync(File.ReadLines(tokens.Path).Skip(First));
        return (after - before, recognized);

        Task SendAsync(IEnumerable<string> lines) =>
            Parallel.ForEachAsync(
                lines,
                async (token, cancellationToken) =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, LoadServer.Path);
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    using var answer = await client.SendAsync(request, cancellationToken);
                    answer.EnsureSuccessStatusCode();
                }
            );
    }

    private static MeterListener Listen(Action recognized)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == SystemUserDiagnostics.TokensValidated)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                foreach (var (_, value) in tags)
                {
                    if (value is "cache")
                    {
                        recognized();
                    }
                }
            }
        );
        listener.Start();
        return listener;
    }

    private static void WriteLine(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
