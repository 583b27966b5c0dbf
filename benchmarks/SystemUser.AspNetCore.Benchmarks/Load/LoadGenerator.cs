using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Asks the same request over and over on many connections, with wrk, which leaves as much of the machine to the server as can be.</summary>
internal static class LoadGenerator
{
    private const string Rate = "Requests/sec:";

    /// <summary>Loads a server.</summary>
    /// <returns>Requests per second.</returns>
    /// <exception cref="InvalidOperationException">wrk is missing, or an answer was not 200.</exception>
    public static Task<double> RunAsync(LoadedProcess server, TimeSpan duration) =>
        RunAsync(new Uri(server.Address, LoadServer.Path), server.Token, callers: 32, duration);

    /// <summary>Loads an address.</summary>
    /// <inheritdoc cref="RunAsync(LoadedProcess, TimeSpan)"/>
    public static async Task<double> RunAsync(Uri address, string? token, int callers, TimeSpan duration)
    {
        string[] arguments =
        [
            string.Create(CultureInfo.InvariantCulture, $"-t{Math.Min(callers, 2)}"),
            string.Create(CultureInfo.InvariantCulture, $"-c{callers}"),
            string.Create(CultureInfo.InvariantCulture, $"-d{duration.TotalSeconds}s"),
            .. token is null ? (string[])[] : ["-H", $"Authorization: Bearer {token}"],
            address.ToString(),
        ];
        var start = new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Start(start);
        var report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = report.Split('\n').FirstOrDefault(line => line.StartsWith(Rate, StringComparison.Ordinal));
        return rate is not null && !report.Contains("Non-2xx", StringComparison.Ordinal)
            ? double.Parse(rate.AsSpan(Rate.Length), CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"Not every answer was 200:{Environment.NewLine}{report}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("wrk makes the load: install it (apt-get install wrk).", exception);
        }
    }
}
