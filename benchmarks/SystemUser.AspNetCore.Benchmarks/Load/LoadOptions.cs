using Microsoft.Extensions.Configuration;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>What the command line says of a measurement.</summary>
/// <param name="Seconds">How long a round is.</param>
/// <param name="Rounds">How many rounds each way has with each workload.</param>
/// <param name="Workloads">The keys of the workloads.</param>
/// <param name="Chart">Where the requests a second are drawn, or <see langword="null"/>.</param>
internal sealed record LoadOptions(int Seconds, int Rounds, IReadOnlyList<string> Workloads, string? Chart)
{
    public static string Usage { get; } =
        $"load [--seconds 2] [--rounds 5] [--workloads {string.Join(',', Workload.Keys)}] [--chart FILE.svg]";

    /// <summary>Reads the command line.</summary>
    /// <returns>The options, or <see langword="null"/> if it says something else.</returns>
    public static LoadOptions? Read(string[] arguments)
    {
        try
        {
            var given = new ConfigurationBuilder().AddCommandLine(arguments).Build();
            var options = new LoadOptions(
                given.GetValue("seconds", 2),
                given.GetValue("rounds", 5),
                given["workloads"]?.Split(',') ?? Workload.Keys,
                given["chart"]
            );
            return
                given
                    .GetChildren()
                    .All(option => option.Key.ToUpperInvariant() is "SECONDS" or "ROUNDS" or "WORKLOADS" or "CHART")
                && given.GetChildren().Count() * 2 >= arguments.Length
                && options is { Seconds: >= 1 and <= 60, Rounds: >= 1 and <= 100 }
                && options.Workloads.All(Workload.Keys.Contains)
                ? options
                : null;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
