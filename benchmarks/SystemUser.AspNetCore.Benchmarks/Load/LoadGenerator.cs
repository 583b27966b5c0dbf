using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace SystemUser.AspNetCore.Benchmarks.Load;

/// <summary>Asks over and over on many connections, with wrk, which leaves as much of the machine to the server as can be.</summary>
internal static class LoadGenerator
{
    private const int Callers = 32;
    private const string Rate = "Requests/sec:";
    private const string Sent = "Requests sent:";

    /// <summary>Loads an address with one token, or none.</summary>
    /// <returns>Requests per second.</returns>
    /// <exception cref="InvalidOperationException">wrk is missing, or an answer was not 200.</exception>
    public static async Task<double> RunAsync(Uri address, string? token, int callers, TimeSpan duration)
    {
        string[] header = token is null ? [] : ["-H", $"Authorization: Bearer {token}"];
        return Number(await RunAsync(address, threads: Math.Min(callers, 2), callers, duration, header), Rate);
    }

    /// <summary>Loads an address with the tokens of a workload.</summary>
    /// <param name="address">The address.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="tokens">The tokens, at least as many as the workload has.</param>
    /// <param name="first">The token to begin with.</param>
    /// <param name="duration">How long.</param>
    /// <returns>Requests per second, and how many tokens were taken.</returns>
    /// <exception cref="InvalidOperationException">wrk is missing, or an answer was not 200.</exception>
    public static async Task<(double Rate, int Tokens)> RunAsync(
        Uri address,
        Workload workload,
        TokenFile tokens,
        int first,
        TimeSpan duration
    )
    {
        var script = $"{tokens.Path}.lua";
        await File.WriteAllTextAsync(script, Script(workload, tokens, first));
        var report = await RunAsync(address, threads: 1, Callers, duration, ["-s", script]);
        var rounds = Math.Ceiling(Number(report, Sent) / (Callers * workload.Times));
        return (Number(report, Rate), (int)rounds * Callers);
    }

    // All requests are written before the first is sent, so that what wrk does for each is to take it. One thread asks for all callers:
    // the first for each in turn, then the second for each, so that a caller's requests with a token follow each other.
    private static string Script(Workload workload, TokenFile tokens, int first) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            local callers, times, count, first = {{Callers}}, {{workload.Times}}, {{workload.Tokens}}, {{first}}
            local requests, thread = {}, nil
            sent = 0

            function setup(t)
              thread = t
            end

            function init()
              wrk.headers["Authorization"] = "Bearer @"
              local before, after = wrk.format():match("^(.*)@(.*)$")
              local file = assert(io.open("{{tokens.Path}}"))
              for i = 1, count do
                requests[i] = before .. assert(file:read()) .. after
              end
            end

            function request()
              local token = first + math.floor(sent / (callers * times)) * callers + sent % callers
              sent = sent + 1
              return requests[token % count + 1]
            end

            function done()
              print("{{Sent}} " .. thread:get("sent"))
            end
            """
        );

    private static async Task<string> RunAsync(
        Uri address,
        int threads,
        int callers,
        TimeSpan duration,
        string[] options
    )
    {
        string[] arguments =
        [
            string.Create(CultureInfo.InvariantCulture, $"-t{threads}"),
            string.Create(CultureInfo.InvariantCulture, $"-c{callers}"),
            string.Create(CultureInfo.InvariantCulture, $"-d{duration.TotalSeconds}s"),
            .. options,
            address.ToString(),
        ];
        var start = new ProcessStartInfo("wrk", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Start(start);
        var report = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && !report.Contains("Non-2xx", StringComparison.Ordinal)
            ? report
            : throw new InvalidOperationException($"Not every answer was 200:{Environment.NewLine}{report}");
    }

    private static double Number(string report, string name)
    {
        var line = report.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length), CultureInfo.InvariantCulture);
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
