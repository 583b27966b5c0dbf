using System.Globalization;
using SystemUser.AspNetCore.Benchmarks.Memory;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>
/// The whole request, warm, over Kestrel on loopback, in four ways under four workloads. Short rounds in turn, forth and back, so that
/// whatever else the machine does falls on all ways alike; a ratio is the median of what each round says.
/// </summary>
internal static class LoadScenario
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(10);

    // As the ways are numbered.
    private static readonly string[] s_names = ["no authentication", "the floor", "stock JwtBearer", "ours"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (LoadOptions.Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(LoadOptions.Usage);
            return 1;
        }

        Workload[] workloads =
        [
            .. options.Workloads.Select(key => Workload.Create(key, options.Seconds, options.Rounds)),
        ];
        await using var sandbox = await ScriptedSandbox.StartAsync();
        sandbox.Pdp.Permit();
        using var tokens = await TokenFile.CreateAsync(sandbox, workloads.Max(workload => workload.Tokens));
        var (rates, costs) = (new List<string>(), new List<string>());
        var chart = new LoadChart(s_names);
        foreach (var workload in workloads)
        {
            await Console.Error.WriteLineAsync($"Measuring {workload.Name}");
            var results = await MeasureAsync(workload, sandbox, tokens, options);
            rates.Add(Rates(workload, results));
            chart.Add(workload.Name, [.. results.Select(result => Median(result.Rates))]);
            costs.AddRange(results.Select(result => Costs(workload, result)));
        }

        await Console.Out.WriteLineAsync(
            $"""
            | requests/s | {string.Join(" | ", s_names)} | against stock | against the floor |
            |---|---:|---:|---:|---:|---:|---:|
            {string.Join(Environment.NewLine, rates)}

            | the server's | way | processor time a request | peak memory | heap after a collection |
            |---|---|---:|---:|---:|
            {string.Join(Environment.NewLine, costs)}

            """
        );
        if (options.Chart is { } file)
        {
            await File.WriteAllTextAsync(file, chart.ToSvg());
        }

        return options.Workloads.Count == Workload.Keys.Count ? await MemoryReport.RunAsync() : 0;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static async Task<Result[]> MeasureAsync(
        Workload workload,
        ScriptedSandbox sandbox,
        TokenFile tokens,
        LoadOptions options
    )
    {
        var servers = new List<LoadedProcess>();
        try
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                servers.Add(await LoadedProcess.StartAsync(way, sandbox.Configuration));
            }

            Result[] results = [.. servers.Select((server, way) => new Result((Way)way, server))];
            foreach (var result in results)
            {
                await result.RunAsync(workload, tokens, s_warmUp);
            }

            for (var round = 0; round < options.Rounds; round++)
            {
                foreach (var result in round % 2 == 0 ? results : results.Reverse())
                {
                    await result.RunAsync(workload, tokens, TimeSpan.FromSeconds(options.Seconds), counts: true);
                }
            }

            foreach (var result in results)
            {
                await result.WeighAsync();
            }

            return results;
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static string Rates(Workload workload, Result[] results)
    {
        var rates = string.Join(" | ", results.Select(result => Text($"{Median(result.Rates):N0}")));
        return Text($"| {workload.Name} | {rates} | {Against(Way.Stock):F2} | {Against(Way.Floor):F2} |");

        double Against(Way way) =>
            Median(results[(int)Way.Ours].Rates.Zip(results[(int)way].Rates, (ours, other) => ours / other));
    }

    private static string Costs(Workload workload, Result result) =>
        Text(
            $"| {workload.Name} | {s_names[(int)result.Way]} | {Median(result.Microseconds):F1} µs | {result.Peak / 1e6:N0} MB | {result.Heap / 1e6:N0} MB |"
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was measured of one way under one workload.</summary>
    private sealed class Result(Way way, LoadedProcess server)
    {
        private int _first;

        public Way Way => way;

        public List<double> Rates { get; } = [];

        public List<double> Microseconds { get; } = [];

        public long Peak { get; private set; }

        public long Heap { get; private set; }

        public async Task RunAsync(Workload workload, TokenFile tokens, TimeSpan duration, bool counts = false)
        {
            if (workload.Fresh)
            {
                await server.ForgetAsync();
            }

            var before = server.ProcessorTime;
            var (rate, taken) = await LoadGenerator.RunAsync(server.Address, workload, tokens, _first, duration);
            var used = server.ProcessorTime - before;
            _first = (_first + taken) % workload.Tokens;
            if (!counts)
            {
                return;
            }

            if (way == Way.Ours && workload.Fresh && taken > workload.Tokens)
            {
                throw new InvalidOperationException(
                    $"{workload.Name}: the tokens ran out, and the rest of the round was measured with known ones. Make the rounds shorter."
                );
            }

            Rates.Add(rate);
            Microseconds.Add(used.TotalMicroseconds / (rate * duration.TotalSeconds));
        }

        public async Task WeighAsync()
        {
            Heap = await server.ReadHeapAsync();
            Peak = server.PeakMemory;
        }
    }
}
